using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.Publishing;

public sealed class RequestTests : EngineTest
{
    [Theory, BothStores]
    public async Task Send_AddressesAndChannels_GoesToEach(StoreMode mode)
    {
        var engine = await StartAsync(mode, Channels);

        var result = await engine.SendAsync(Request() with { Recipients = [Recipient.Address("a@acme.com"), Recipient.Address("b@acme.com")], Channels = ["mail", "chat"] });

        result.Kind.ShouldBe(RequestKind.Accepted);
        engine.Channel("mail").Deliveries.Select(m => m.Destination).ShouldBe(["a@acme.com", "b@acme.com"], ignoreOrder: true);
        engine.Channel("chat").ShouldHaveDelivered(2);
        engine.Channel("mail").Deliveries[0].Content.Subject.ShouldBe("Hello");
        engine.Channel("mail").Deliveries[0].Rule.ShouldBeNull();
    }

    [Theory, BothStores]
    public async Task Send_ChannelAlone_GoesToItsOwnDestination(StoreMode mode)
    {
        var engine = await StartAsync(mode, Channels);

        await engine.SendAsync(Request() with { Channels = ["chat"] });

        engine.Channel("chat").ShouldHaveDeliveredOnce().Destination.ShouldBeNull();
    }

    [Theory, BothStores]
    public async Task Send_User_IsLookedUpAndGetsTheContentOfEachChannel(StoreMode mode)
    {
        var engine = await StartAsync(mode, Channels, services => services.AddSingleton<IRecipientResolver>(new EveryoneResolver()));

        await engine.SendAsync(Request() with
        {
            Recipients = [Recipient.User("anna")],
            ContentByChannel = new Dictionary<string, NotificationContent>(StringComparer.Ordinal) { ["chat"] = new() { Subject = "short", Text = "hi" } },
        });

        engine.Channel("mail").ShouldHaveDeliveredOnce().Content.Subject.ShouldBe("Hello");
        engine.Channel("chat").ShouldHaveDeliveredOnce().Content.Subject.ShouldBe("short");
        engine.Channel("chat").Deliveries[0].Destination.ShouldBe("anna");
    }

    [Theory, BothStores]
    public async Task Send_Scheduled_GoesOutAtItsInstant(StoreMode mode)
    {
        var engine = await StartAsync(mode, Channels);

        await engine.SendAsync(Request() with { Channels = ["chat"], SendAt = EngineHarness.DefaultStart.AddDays(2) });
        await engine.AdvanceAsync(TimeSpan.FromDays(2) - TimeSpan.FromSeconds(1));
        engine.Channel("chat").ShouldHaveNothing();
        engine.Statistics.Pending.ShouldBe(1);
        await engine.AdvanceAsync(TimeSpan.FromSeconds(1));

        engine.Channel("chat").ShouldHaveDeliveredOnce();
    }

    [Theory, BothStores]
    public async Task Send_ScheduledForAUser_IsLookedUpAtItsInstant(StoreMode mode)
    {
        var resolver = new EveryoneResolver();
        var engine = await StartAsync(mode, Channels, services => services.AddSingleton<IRecipientResolver>(resolver));

        await engine.SendAsync(Request() with { Recipients = [Recipient.User("anna")], Channels = ["mail"], SendAt = EngineHarness.DefaultStart.AddDays(1) });
        resolver.Asked.ShouldBe(0);
        await engine.AdvanceAsync(TimeSpan.FromDays(1));

        engine.Channel("mail").ShouldHaveDeliveredOnce().Destination.ShouldBe("anna");
    }

    [Theory, BothStores]
    public async Task Send_SameIdempotencyKey_SameBodyIsDuplicateOtherBodyIsConflict(StoreMode mode)
    {
        var engine = await StartAsync(mode, Channels);
        var request = Request() with { Channels = ["chat"], IdempotencyKey = "k" };

        var first = await engine.SendAsync(request);
        var again = await engine.SendAsync(request);
        var other = await engine.SendAsync(request with { Body = "other" });
        var otherTenant = await engine.SendAsync(request with { Body = "other", TenantId = "acme" });

        (again.Kind, again.RequestId).ShouldBe((RequestKind.Duplicate, first.RequestId));
        other.Error!.Code.ShouldBe(NotificationErrorCode.IdempotencyConflict);
        otherTenant.Kind.ShouldBe(RequestKind.Accepted);
        engine.Channel("chat").ShouldHaveDelivered(2);
        await engine.AdvanceAsync(TimeSpan.FromHours(24));
        (await engine.SendAsync(request)).Kind.ShouldBe(RequestKind.Accepted);
    }

    [Theory, BothStores]
    public async Task Cancel_Scheduled_IsNeverSent(StoreMode mode)
    {
        var engine = await StartAsync(mode, Channels);
        var request = await engine.SendAsync(Request() with { Channels = ["chat", "mail"], SendAt = EngineHarness.DefaultStart.AddHours(1) });

        var result = await engine.CancelAsync(request.RequestId);
        await engine.AdvanceAsync(TimeSpan.FromDays(1));

        result.ShouldBe(new CancelResult(2, 0));
        engine.Channel("chat").ShouldHaveNothing();
        engine.Statistics.Pending.ShouldBe(0);
        (await engine.CancelAsync(request.RequestId)).ShouldBe(new CancelResult(0, 0));
    }

    [Theory, BothStores]
    public async Task Cancel_OneBegunOneNot_SaysSoExactly(StoreMode mode)
    {
        var engine = await StartAsync(mode, Channels);
        engine.Channel("mail").FailTimes(1);
        var request = await engine.SendAsync(Request() with { Channels = ["chat", "mail"] });

        var result = await engine.CancelAsync(request.RequestId);
        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        (result.Cancelled + result.TooLate).ShouldBe(2);
        result.TooLate.ShouldBeGreaterThanOrEqualTo(1);
        engine.Channel("mail").Deliveries.Count.ShouldBe(result.TooLate - 1);
    }

    [Theory, BothStores]
    public async Task Cancel_WhileUnderWay_IsTooLate(StoreMode mode)
    {
        var engine = await StartAsync(mode, Channels);
        engine.Channel("chat").Hang();
        var request = await engine.SendAsync(Request() with { Channels = ["chat"] });

        (await engine.CancelAsync(request.RequestId)).ShouldBe(new CancelResult(0, 1));

        engine.Channel("chat").Release();
        await engine.WaitForIdleAsync();
        engine.Channel("chat").ShouldHaveDeliveredOnce();
    }

    [Theory, BothStores]
    public async Task Cancel_UserNotLookedUpYet_IsNeverSent(StoreMode mode)
    {
        var engine = await StartAsync(mode, Channels, services => services.AddSingleton<IRecipientResolver>(new EveryoneResolver { Fails = true }));
        var request = await engine.SendAsync(Request() with { Recipients = [Recipient.User("anna")] });

        (await engine.CancelAsync(request.RequestId)).ShouldBe(new CancelResult(1, 0));
        await engine.AdvanceAsync(TimeSpan.FromHours(2));

        engine.Channel("mail").ShouldHaveNothing();
    }

    [Theory, BothStores]
    public async Task CancelBatch_SeveralRequests_ReachesAll(StoreMode mode)
    {
        var engine = await StartAsync(mode, Channels);
        for (var i = 0; i < 5; i++)
            await engine.SendAsync(Request() with { Channels = ["chat"], BatchId = "campaign", SendAt = EngineHarness.DefaultStart.AddHours(1) });
        await engine.SendAsync(Request() with { Channels = ["chat"], SendAt = EngineHarness.DefaultStart.AddHours(1) });

        var result = await engine.Publisher.CancelBatchAsync("campaign", cancellationToken: TestContext.Current.CancellationToken);
        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        result.ShouldBe(new CancelResult(5, 0));
        engine.Channel("chat").ShouldHaveDelivered(1);
    }

    [Theory, BothStores]
    public async Task SendMany_SomeInvalid_AnswersEachInOrder(StoreMode mode)
    {
        var engine = await StartAsync(mode, Channels);
        var results = new List<RequestResult>();

        await foreach (var result in engine.Publisher.SendManyAsync(Stream(), TestContext.Current.CancellationToken))
            results.Add(result);
        await engine.WaitForIdleAsync();

        results.Select(r => r.IsAccepted).ShouldBe([true, false, true, false]);
        results[1].Error!.Code.ShouldBe(NotificationErrorCode.UnknownName);
        results[3].Error!.Code.ShouldBe(NotificationErrorCode.InvalidRequest);
        engine.Channel("chat").ShouldHaveDelivered(2);

        static async IAsyncEnumerable<NotificationRequest> Stream()
        {
            yield return Request() with { Channels = ["chat"] };
            yield return Request() with { Channels = ["chta"] };
            await Task.Yield();
            yield return Request() with { Channels = ["chat"] };
            yield return new NotificationRequest { Channels = ["chat"] };
        }
    }

    private static void Channels(INotificationsBuilder n) => n.AddRecordingChannel("mail").AddRecordingChannel("chat");

    private static NotificationRequest Request() => new() { Subject = "Hello", Body = "World" };

    private sealed class EveryoneResolver : IRecipientResolver
    {
        public bool Fails { get; init; }

        public int Asked { get; private set; }

        public ValueTask<IReadOnlyList<ResolvedRecipient>> ResolveAsync(Recipient recipient, string? tenantId, CancellationToken cancellationToken)
        {
            Asked++;
            return Fails
                ? throw new TimeoutException("away")
                : new([new ResolvedRecipient { Id = recipient.Value, Addresses = new Dictionary<string, string>(StringComparer.Ordinal) { ["mail"] = recipient.Value, ["chat"] = recipient.Value } }]);
        }
    }
}
