using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Conformance.Storage;
using Notifications.Policy;
using Notifications.Testing;

namespace Notifications.Tests.Dispatch;

public sealed class BreakerTests : EngineTest
{
    [Theory, BothStores]
    public async Task Failures_FiveInARow_ParkTheQueueUntilAProbeSucceeds(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure, restarts: false);
        engine.Channel("pager").Respond(DeliveryResult.Retry("down"));
        for (var i = 0; i < 5; i++)
            await engine.PublishAsync(Alerts.Message($"{i}"));
        engine.Channel("pager").Attempts.Count.ShouldBe(5);
        engine.Statistics.Channels[0].IsResting.ShouldBeTrue();

        await engine.PublishAsync(Alerts.Message("parked"));
        await engine.AdvanceAsync(TimeSpan.FromSeconds(29));
        engine.Channel("pager").Attempts.Count.ShouldBe(5);
        engine.Channel("pager").Respond(DeliveryResult.Delivered());
        await engine.AdvanceAsync(TimeSpan.FromSeconds(1));

        engine.Channel("pager").ShouldHaveDelivered(6);
        engine.Statistics.Channels[0].IsResting.ShouldBeFalse();
    }

    [Theory, BothStores]
    public async Task RetryOwn_AnyNumber_HoldsUpNoOtherMessage(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure, restarts: false);
        engine.Channel("pager").RespondWith(static m => m.Event.Subject == "good" ? DeliveryResult.Delivered() : DeliveryResult.RetryOwn("the mailbox is full"));
        for (var i = 0; i < 12; i++)
            await engine.PublishAsync(Alerts.Message($"{i}"));

        await engine.PublishAsync(Alerts.Message("good"));

        engine.Statistics.Channels[0].IsResting.ShouldBeFalse();
        engine.Channel("pager").ShouldHaveDeliveredOnce().Event.Subject.ShouldBe("good");
        engine.Statistics.Retries.ShouldBe(12);
    }

    [Theory, BothStores]
    public async Task RetryOwn_AsAProbe_SaysNothingOfTheProvider(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure, restarts: false);
        engine.Channel("pager").Respond(DeliveryResult.Retry("down"));
        for (var i = 0; i < 5; i++)
            await engine.PublishAsync(Alerts.Message($"{i}"));

        engine.Channel("pager").Respond(DeliveryResult.RetryOwn("the attachment's source is away"));
        await engine.AdvanceAsync(TimeSpan.FromSeconds(31));
        engine.Statistics.Channels[0].IsResting.ShouldBeTrue();
        engine.Channel("pager").Respond(DeliveryResult.Delivered());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Statistics.Channels[0].IsResting.ShouldBeFalse();
        engine.Channel("pager").ShouldHaveDelivered(5);
    }

    [Theory, BothStores]
    public async Task Probe_Fails_RestsAgain(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure, restarts: false);
        engine.Channel("pager").Respond(DeliveryResult.Retry("down"));
        for (var i = 0; i < 8; i++)
            await engine.PublishAsync(Alerts.Message($"{i}"));

        await engine.AdvanceAsync(TimeSpan.FromSeconds(59));

        engine.Channel("pager").Attempts.Count.ShouldBe(6);
    }

    [Theory, BothStores]
    public async Task Failures_CriticalIsParkedToo_NothingIsLost(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        engine.Channel("pager").Respond(DeliveryResult.Retry("down"));
        for (var i = 0; i < 10; i++)
            await engine.PublishAsync(Alerts.Message($"{i}", Severity.Critical));
        await engine.AdvanceAsync(TimeSpan.FromHours(20));
        engine.Channel("pager").Respond(DeliveryResult.Delivered());

        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        engine.Channel("pager").ShouldHaveDelivered(10);
    }

    [Fact]
    public async Task Pause_IsMadeLongerWhileItsEndIsHandedOut_TheQueueWakesAtTheNewEnd()
    {
        var faults = new StoreFaults();
        var engine = await StartAsync(StoreMode.RoundTrip, Configure, restarts: false, faults: faults);
        var pool = engine.Internals.Context.Channels.Find("pager")!.Pool;
        var (end, newEnd) = (EngineHarness.DefaultStart.AddSeconds(30), EngineHarness.DefaultStart.AddSeconds(60));

        // Due at the same instant, but before the end of the pause: its commit stands for the attempt that makes the pause longer.
        engine.Internals.Context.Timers.Schedule(new LimitState("gone", "key") { DueTicks = end.UtcTicks });
        pool.PauseUntil(end.UtcTicks);
        faults.Rule = _ =>
        {
            pool.PauseUntil(newEnd.UtcTicks);
            return null;
        };
        await engine.AdvanceToAsync(end);
        faults.Rule = null;

        await engine.PublishAsync(Alerts.Message());
        engine.Channel("pager").ShouldHaveNothing();
        await engine.AdvanceToAsync(newEnd);

        engine.Channel("pager").ShouldHaveDeliveredOnce();
    }

    [Theory, BothStores]
    public async Task Failover_FirstProviderFails_SecondTakesOverAtOnce(StoreMode mode)
    {
        var engine = await StartAsync(mode, Providers, restarts: false);
        engine.Channel("first").Respond(DeliveryResult.Retry("down"));

        await engine.PublishAsync(Alerts.Message(id: "e"));

        engine.Channel("second").ShouldHaveDeliveredOnce();
        var delivery = (await engine.ExplainAsync("e")).Deliveries[0];
        delivery.Attempts.Select(a => a.Provider).ShouldBe(["first", "second"]);
        delivery.Reasons.ShouldContain(DecisionReason.FailedOver);
    }

    [Theory, BothStores]
    public async Task Failover_FirstRests_SecondIsAskedAlone(StoreMode mode)
    {
        var engine = await StartAsync(mode, Providers, restarts: false);
        engine.Channel("first").Respond(DeliveryResult.Retry("down"));
        for (var i = 0; i < 10; i++)
            await engine.PublishAsync(Alerts.Message($"{i}"));

        engine.Channel("first").Attempts.Count.ShouldBe(5);
        engine.Channel("second").ShouldHaveDelivered(10);
    }

    [Theory, BothStores]
    public async Task Failover_RecipientRejected_NoOtherProviderIsAsked(StoreMode mode)
    {
        var engine = await StartAsync(mode, Providers);
        engine.Channel("first").Respond(DeliveryResult.Rejected(RejectionKind.Recipient, "unknown"));

        await engine.PublishAsync(Alerts.Message());

        engine.Channel("second").ShouldHaveNothing();
    }

    [Theory, BothStores]
    public async Task Failover_ConfigurationRejected_OtherProviderIsAsked(StoreMode mode)
    {
        var engine = await StartAsync(mode, Providers);
        ExpectsErrors = true; // The operator is told of the one that refuses the configuration.
        engine.Channel("first").Respond(DeliveryResult.Rejected(RejectionKind.Configuration, "bad key"));

        await engine.PublishAsync(Alerts.Message());

        engine.Channel("second").ShouldHaveDeliveredOnce();
    }

    [Theory, BothStores]
    public async Task Failover_AllFail_IsRepeatedLater(StoreMode mode)
    {
        var engine = await StartAsync(mode, Providers, restarts: false);
        engine.Channel("first").FailTimes(1);
        engine.Channel("second").FailTimes(1);

        await engine.PublishAsync(Alerts.Message());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("first").ShouldHaveDeliveredOnce();
    }

    [Theory, BothStores]
    public async Task Failures_DestinationIsItsOwnProvider_OthersGoOn(StoreMode mode)
    {
        var traits = new ChannelTraits { DestinationIsProvider = true };
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("hook", traits).AddRule("r", r => r.OnEvent("**").To("hook", static e => e.Subject)));
        engine.Channel("hook").RespondWith(m => m.Destination == "bad" ? DeliveryResult.Retry("down") : DeliveryResult.Delivered());
        for (var i = 0; i < 8; i++)
            await engine.PublishAsync(Alerts.Message("bad"));

        await engine.PublishAsync(Alerts.Message("good"));

        engine.Channel("hook").ShouldHaveDeliveredOnce().Destination.ShouldBe("good");
    }

    private static void Configure(INotificationsBuilder n) => n.AddRecordingChannel("pager").AddRule("r", r => r.OnEvent("**").To("pager"));

    private static void Providers(INotificationsBuilder n) => n
        .AddRecordingProvider("mail", new RecordingChannel("first")).AddRecordingProvider("mail", new RecordingChannel("second"))
        .AddRule("r", r => r.OnEvent("**").To("mail"));
}
