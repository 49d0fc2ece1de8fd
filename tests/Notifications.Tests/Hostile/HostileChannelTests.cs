using Microsoft.Extensions.DependencyInjection;
using Notifications.Properties;

namespace Notifications.Hostile;

public sealed class HostileChannelTests : HostileTest
{
    [Theory]
    [InlineData((int)Outcome.Throw)]
    [InlineData((int)Outcome.ThrowLater)]
    [InlineData((int)Outcome.Hang)]
    [InlineData((int)Outcome.HangForEver)]
    public async Task Send_ChannelThatFailsForHours_IsTriedUntilTheDeadlineAndHarmsNobody(int outcome)
    {
        await StartAsync(n =>
        {
            n.AddRule("x", static r => r.OnEvent("x").To("a").DeliverWith(Priority.Normal));
            ToOthers(n);
        });
        World.Channels["a"].Script((Outcome)outcome, 10_000);

        for (var i = 0; i < 10; i++)
            await PublishAsync(new NotificationEvent { Type = "x" });
        for (var minute = 0; minute < 70; minute++)
        {
            await World.AdvanceAsync(TimeSpan.FromMinutes(1));
            await ShouldServeOthersAsync();
        }

        Statistics.Pending.ShouldBe(0);
        (Statistics.DeadLettered + Statistics.Expired).ShouldBe(10);
    }

    [Fact]
    public async Task Send_ChannelThatReturnsNull_IsUnknownAndTriedAgain()
    {
        var calls = 0;
        await StartWithAsync((_, _) => new(calls++ == 0 ? null! : DeliveryResult.Delivered()));

        var result = await PublishAsync(new NotificationEvent { Type = "x" });
        await World.AdvanceAsync(TimeSpan.FromSeconds(5));

        calls.ShouldBe(2);
        (await World.Handle.ExplainAsync(result.EventId)).ShouldNotBeNull().Deliveries[0].Attempts[0].Reason.ShouldBe("the channel returned no result");
        await ShouldServeOthersAsync();
    }

    [Fact]
    public async Task Send_ChannelThatBlocksItsThread_HoldsUpNobodyElse()
    {
        using var released = new ManualResetEventSlim();
        await StartWithAsync((_, token) =>
        {
            released.Wait(CancellationToken.None);
            return new(DeliveryResult.Delivered());
        });

        var blocked = World.Publisher.PublishAsync(new NotificationEvent { Type = "x" }, TestContext.Current.CancellationToken);
        (await blocked).Kind.ShouldBe(PublishKind.Accepted);
        await World.Publisher.PublishAsync(new NotificationEvent { Type = "other" }, TestContext.Current.CancellationToken);
        SpinWait.SpinUntil(() => Statistics.Delivered == 1, TimeSpan.FromMinutes(2)).ShouldBeTrue("the other channel goes on");
        released.Set();
        await World.IdleAsync();

        Statistics.Delivered.ShouldBe(2);
    }

    [Fact]
    public async Task Send_ChannelThatPublishesInALoop_IsStoppedAndSaysWhy()
    {
        var refused = new List<NotificationError>();
        await StartWithAsync(async (message, token) =>
        {
            var result = await World.Publisher.PublishAsync(new NotificationEvent { Type = "x" }, token);
            if (result.Error is { } error)
                refused.Add(error);
            return DeliveryResult.Delivered();
        });

        await PublishAsync(new NotificationEvent { Type = "x" });

        refused.ShouldHaveSingleItem().Code.ShouldBe(NotificationErrorCode.LoopDetected);
        Statistics.Accepted.ShouldBe(9, "the first and eight from within sends");
        Statistics.Delivered.ShouldBe(9);
        await ShouldServeOthersAsync();
    }

    [Fact]
    public async Task Send_CostlyChannelWithoutAnswer_HoldsTheOneAndTellsItsEndAllTheSame()
    {
        await StartAsync(static n => n.AddRule("x", static r => r.OnEvent("x").To("a")), costly: "a");
        World.Channels["a"].Script(Outcome.Unknown, 1);
        var e = new NotificationEvent { Type = "x", Status = NotificationStatus.Firing, CorrelationKey = "k" };

        await PublishAsync(e);
        await PublishAsync(e with { Status = NotificationStatus.Resolved });
        await World.AdvanceAsync(TimeSpan.FromHours(1));

        World.Calls.Select(static c => c.Message.Status).ShouldBe([NotificationStatus.Firing, NotificationStatus.Resolved]);
        Statistics.Pending.ShouldBe(1, "the one in doubt waits for an operator");
        await World.RestartAsync();
        await PublishAsync(e);
        World.Calls.Count.ShouldBe(3, "and still holds up nobody after a restart");
    }

    [Fact]
    public async Task Send_ThrottleOfNothing_WaitsAllTheSame()
    {
        var calls = 0;
        await StartWithAsync((_, _) => new(calls++ < 3 ? DeliveryResult.Throttled(TimeSpan.Zero) : DeliveryResult.Delivered()));

        await PublishAsync(new NotificationEvent { Type = "x" });
        calls.ShouldBe(1);
        await World.AdvanceAsync(TimeSpan.FromSeconds(10));
        calls.ShouldBe(4);
    }

    private Task StartWithAsync(Func<ChannelMessage, CancellationToken, ValueTask<DeliveryResult>> send) => StartAsync(n =>
    {
        n.AddChannel("hostile", new Delegated(send));
        n.AddRule("x", static r => r.OnEvent("x").To("hostile"));
        ToOthers(n);
    });

    private sealed class Delegated(Func<ChannelMessage, CancellationToken, ValueTask<DeliveryResult>> send) : INotificationChannel
    {
        public ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken) => send(message, cancellationToken);
    }
}
