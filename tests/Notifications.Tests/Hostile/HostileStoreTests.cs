using Microsoft.Extensions.DependencyInjection;
using Notifications.Properties;
using Notifications.Storage;

namespace Notifications.Hostile;

public sealed class HostileStoreTests : HostileTest
{
    [Theory]
    [InlineData(CommitKind.Unavailable, 1)]
    [InlineData(CommitKind.Full, 2)]
    [InlineData(CommitKind.Conflict, 3)]
    [InlineData(CommitKind.Unavailable, 4)]
    [InlineData(CommitKind.Unavailable, 5)]
    public async Task Commit_FailsAtRandom_NothingIsHalfDoneAndWhatWasAcceptedIsDelivered(CommitKind kind, int seed)
    {
        await StartAsync(static n =>
        {
            n.AddRule("x", static r => r.OnEvent("x").To("a").Debounce(threshold: 3));
            n.AddRule("y", static r => r.OnEvent("y").To("a", "y").FallbackTo("b"));
            n.AddRule("z", static r => r.OnEvent("z").To("b", "z").Batch(TimeSpan.FromSeconds(20), 5));
            n.AddLimit("a", static l => l.OnChannel("a").Allow(3, TimeSpan.FromSeconds(5)));
            ToOthers(n);
        });
        var random = new Random(seed);
        var accepted = new Dictionary<string, int> { ["x"] = 0, ["y"] = 0, ["z"] = 0 };
        var requests = new Dictionary<string, bool>();
        World.Store!.Faults!.Rule = _ => random.Next(4) == 0 ? kind : null;

        for (var i = 0; i < 120; i++)
        {
            var type = "xyz"[random.Next(3)].ToString();
            if (random.Next(4) == 0)
                World.Channels["a"].Script((Outcome)(2 + random.Next(7)), 1);
            var result = await World.Publisher.PublishAsync(new NotificationEvent { Type = type, Subject = $"s{random.Next(3)}" }, TestContext.Current.CancellationToken);
            if (result.IsAccepted)
                accepted[type]++;
            else
                result.Error!.Code.ShouldBe(kind == CommitKind.Full ? NotificationErrorCode.StoreFull : NotificationErrorCode.StoreUnavailable);
            await RequestAsync(requests, random);
            await World.AdvanceAsync(TimeSpan.FromSeconds(random.Next(15)));
            ShouldBalance();
        }

        World.Store.Faults!.Rule = null;
        World.Channels["a"].Behave();
        await World.AdvanceAsync(TimeSpan.FromHours(5));

        Statistics.Pending.ShouldBe(0);
        Statistics.PendingMatches.ShouldBe(0);
        ToldOf("x").ShouldBe(accepted["x"]);
        ToldOf("z").ShouldBe(accepted["z"]);
        World.Calls.Where(static c => c.Message.Event.Type == "y").Select(static c => c.Message.Event.Id).Distinct().Count().ShouldBe(accepted["y"]);
        foreach (var (id, cancelled) in requests)
            World.Calls.Any(c => c.Message.Event.Id == id).ShouldBe(!cancelled, id);
        World.Calls.ShouldAllBe(static c => c.Message.Event.Type != "notification.request" || c.At >= World.Start.AddHours(1), "a failed cancellation sends nothing early");
        await ShouldServeOthersAsync();
    }

    [Fact]
    public async Task Commit_StoreThatThrows_IsARefusalAndTheNextIsTaken()
    {
        await StartAsync(ToOthers);
        World.Store!.Faults!.Rule = static _ => throw new IOException("disk on fire");

        (await PublishAsync(new NotificationEvent { Type = "other", Status = NotificationStatus.Firing })).Error!.Code.ShouldBe(NotificationErrorCode.StoreUnavailable);
        World.Store.Faults!.Rule = null;

        World.Calls.ShouldBeEmpty();
        await ShouldServeOthersAsync();
    }

    [Fact]
    public async Task Publish_CancelledBeforeTheCommit_ThrowsAndLeavesNothing()
    {
        await StartAsync(static n => n.AddRule("x", static r => r.OnEvent("x").To("a").Debounce()));
        await PublishAsync(new NotificationEvent { Type = "x" });
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await World.Publisher.PublishAsync(new NotificationEvent { Type = "x" }, cancelled.Token));
        await World.AdvanceAsync(TimeSpan.FromHours(2));

        Statistics.Published.ShouldBe(1);
        World.Calls.ShouldHaveSingleItem();
    }

    private int ToldOf(string type) =>
        World.Calls.Where(c => c.Message.Event.Type == type).DistinctBy(static c => c.Message.DeliveryId.Value).Sum(static c => c.Message.Aggregate?.Count ?? 1);

    private async Task RequestAsync(Dictionary<string, bool> requests, Random random)
    {
        var sent = await World.Publisher.SendAsync(new NotificationRequest { Channels = ["a"], Body = "b", SendAt = World.Start.AddHours(2) }, TestContext.Current.CancellationToken);
        if (!sent.IsAccepted)
            return;
        requests[sent.RequestId] = false;
        if (random.Next(2) == 0)
            return;
        try
        {
            requests[sent.RequestId] = (await World.Publisher.CancelAsync(sent.RequestId, TestContext.Current.CancellationToken)).Cancelled == 1;
        }
        catch (InvalidOperationException)
        {
            // Not committed: nothing was cancelled.
        }
    }
}
