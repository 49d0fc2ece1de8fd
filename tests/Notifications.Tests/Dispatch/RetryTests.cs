using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Conformance.Engine;
using Notifications.Storage;
using Notifications.Testing;

namespace Notifications.Tests.Dispatch;

public sealed class RetryTests : EngineTest
{
    [Theory]
    [InlineData(StoreMode.Memory, Severity.Info, 1)]
    [InlineData(StoreMode.RoundTrip, Severity.Info, 1)]
    [InlineData(StoreMode.Memory, Severity.High, 4)]
    [InlineData(StoreMode.RoundTrip, Severity.High, 4)]
    [InlineData(StoreMode.Memory, Severity.Critical, 24)]
    [InlineData(StoreMode.RoundTrip, Severity.Critical, 24)]
    public async Task Retry_AlwaysFails_IsDeadLetteredAfterTheDeadlineOfItsLane(StoreMode mode, Severity severity, int hours)
    {
        var engine = await StartAsync(mode, n => Configure(n).AddRule("s", r => r.OnEvent("**").To("pager")));
        engine.Channel("pager").Respond(DeliveryResult.Retry("down"));

        await engine.PublishAsync(Alerts.Message(severity: severity, id: "e"));
        await engine.AdvanceAsync(TimeSpan.FromHours(hours) - TimeSpan.FromMinutes(8));
        (await engine.ExplainAsync("e")).Deliveries[0].State.ShouldBe(DeliveryState.Ready);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(8));

        var delivery = (await engine.ExplainAsync("e")).Deliveries[0];
        delivery.State.ShouldBe(DeliveryState.DeadLettered);
        delivery.Attempts[^1].StartedAt.ShouldBeGreaterThan(EngineHarness.DefaultStart.AddHours(hours).AddMinutes(-10));
        delivery.Attempts.Count.ShouldBe(Math.Min(16, engine.Channel("pager").Attempts.Count));
    }

    [Theory, BothStores]
    public async Task Retry_SameDelivery_HasEqualBytesAndKeyAtEachAttempt(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Configure(n).AddRule("s", r => r.OnEvent("**").To("pager")));
        engine.Channel("pager").FailTimes(3);

        await engine.PublishAsync(Alerts.Firing());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(5));

        var messages = engine.Channel("pager").Attempts.Select(a => a.Message).ToList();
        messages.Select(m => m.Attempt).ShouldBe([1, 2, 3, 4]);
        messages.Select(m => m.IdempotencyKey).Distinct().Count().ShouldBe(1);
        messages.Select(m => m.Content).Distinct().Count().ShouldBe(1);
        messages.Select(m => (m.Event.Id, m.Event.Time)).Distinct().Count().ShouldBe(1);
    }

    [Theory, BothStores]
    public async Task Throttled_OverAndOver_IsOneLineAndTheAttemptThatSentItHasItsOwn(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Configure(n).AddRule("s", r => r.OnEvent("**").To("pager")));
        engine.Channel("pager").FailTimes(20, DeliveryResult.Throttled(TimeSpan.FromSeconds(1), "all connections were in use"));

        await engine.PublishAsync(Alerts.Message(id: "e"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(5));

        var delivery = (await engine.ExplainAsync("e")).Deliveries.ShouldHaveSingleItem();
        delivery.Attempts.Select(static a => (a.Number, a.Result, a.Reason)).ShouldBe(
            [(1, DeliveryResultKind.Throttled, "all connections were in use"), (1, DeliveryResultKind.Delivered, null)]);
        delivery.Attempts[0].StartedAt.ShouldBe(delivery.CreatedAt);
    }

    [Theory, BothStores]
    public async Task Retry_ProviderSaysWhen_IsHonoured(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Configure(n).AddRule("s", r => r.OnEvent("**").To("pager")));
        engine.Channel("pager").FailTimes(1, DeliveryResult.Retry("busy", TimeSpan.FromMinutes(7)));

        await engine.PublishAsync(Alerts.Message());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(7) - TimeSpan.FromSeconds(1));
        engine.Channel("pager").Attempts.Count.ShouldBe(1);
        await engine.AdvanceAsync(TimeSpan.FromSeconds(1));

        engine.Channel("pager").ShouldHaveDeliveredOnce().Attempt.ShouldBe(2);
    }

    [Theory, BothStores]
    public async Task Retry_ProviderSaysTooLate_IsCapped(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Configure(n).ConfigureChannel("pager", o => o.RetryAfterCap = TimeSpan.FromMinutes(10)).AddRule("s", r => r.OnEvent("**").To("pager")));
        engine.Channel("pager").FailTimes(1, DeliveryResult.Retry("busy", TimeSpan.FromDays(3)));

        await engine.PublishAsync(Alerts.Message());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(10));

        engine.Channel("pager").ShouldHaveDeliveredOnce();
    }

    [Theory, BothStores]
    public async Task Throttled_Once_PausesTheChannelAndConsumesNoAttempt(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Configure(n).AddRule("s", r => r.OnEvent("**").To("pager")), restarts: false);
        engine.Channel("pager").FailTimes(1, DeliveryResult.Throttled(TimeSpan.FromMinutes(2)));

        await engine.PublishAsync(Alerts.Message("1"));
        await engine.PublishAsync(Alerts.Message("2"));
        await engine.AdvanceAsync(TimeSpan.FromSeconds(119));
        engine.Channel("pager").Attempts.Count.ShouldBe(1);
        await engine.AdvanceAsync(TimeSpan.FromSeconds(1));

        engine.Channel("pager").ShouldHaveDelivered(2).Select(m => m.Attempt).ShouldBe([1, 1]);
    }

    [Theory, BothStores]
    public async Task Throttled_ManyTimes_NeverEngagesTheFallback(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Configure(n).AddRecordingChannel("mail").AddRule("s", r => r.OnEvent("**").To("pager").FallbackTo("mail")));
        engine.Channel("pager").FailTimes(20, DeliveryResult.Throttled(TimeSpan.FromSeconds(30)));

        await engine.PublishAsync(Alerts.Message());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(11));

        engine.Channel("mail").ShouldHaveNothing();
        engine.Channel("pager").ShouldHaveDeliveredOnce().Attempt.ShouldBe(1);
    }

    [Theory, BothStores]
    public async Task Throttled_PastTheDeadline_IsGivenUp(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Configure(n).AddRule("s", r => r.OnEvent("**").To("pager")));
        engine.Channel("pager").Respond(DeliveryResult.Throttled(TimeSpan.FromMinutes(10)));

        await engine.PublishAsync(Alerts.Message(id: "e"));
        await engine.AdvanceAsync(TimeSpan.FromHours(2));

        (await engine.ExplainAsync("e")).Deliveries[0].State.ShouldBeOneOf(DeliveryState.DeadLettered, DeliveryState.Expired);
    }

    [Theory, BothStores]
    public async Task Unknown_OrdinaryChannel_IsTriedAgain(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Configure(n).AddRule("s", r => r.OnEvent("**").To("pager")));
        engine.Channel("pager").FailTimes(1, DeliveryResult.Unknown("cut off"));

        await engine.PublishAsync(Alerts.Message());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("pager").ShouldHaveDeliveredOnce();
    }

    [Theory, BothStores]
    public async Task Unknown_CostlyChannel_IsHeldInDoubt(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("sms", new ChannelTraits { IsCostly = true }).AddRule("s", r => r.OnEvent("**").To("sms")));
        engine.Channel("sms").FailTimes(1, DeliveryResult.Unknown("cut off"));

        await engine.PublishAsync(Alerts.Message(id: "e"));
        await engine.AdvanceAsync(TimeSpan.FromDays(2));

        engine.Channel("sms").Attempts.Count.ShouldBe(1);
        (await engine.ExplainAsync("e")).Deliveries[0].State.ShouldBe(DeliveryState.InDoubt);
        engine.Statistics.Pending.ShouldBe(1);
    }

    [Theory, BothStores]
    public async Task Unknown_CostlyChannelWhoseProviderKnowsOurKey_IsTriedAgain(StoreMode mode)
    {
        var traits = new ChannelTraits { IsCostly = true, IdempotencyWindow = TimeSpan.FromHours(1) };
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("sms", traits).AddRule("s", r => r.OnEvent("**").To("sms")));
        engine.Channel("sms").FailTimes(1, DeliveryResult.Unknown("cut off"));

        await engine.PublishAsync(Alerts.Message());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("sms").ShouldHaveDeliveredOnce();
    }

    [Theory, BothStores]
    public async Task Gone_Destination_GetsNothingMore(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Configure(n).AddRecordingChannel("mail").AddRule("s", r => r.OnEvent("**").To("pager", static e => e.Source).FallbackTo("mail")));
        engine.Channel("pager").FailTimes(1, DeliveryResult.Gone("410"));
        ExpectsErrors = true;

        await engine.PublishAsync(Alerts.Message("1") with { Source = "old" });
        await engine.PublishAsync(Alerts.Message("2", id: "e2") with { Source = "old" });
        await engine.PublishAsync(Alerts.Message("3") with { Source = "new" });

        engine.Channel("pager").Attempts.Count.ShouldBe(2);
        engine.Channel("mail").ShouldHaveDelivered(2);
        (await engine.ExplainAsync("e2")).Decisions.ShouldContain(d => d.Reason == DecisionReason.DestinationDisabled);
    }

    [Theory, BothStores]
    public async Task Accepted_ByTheProvider_IsSent(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Configure(n).AddRule("s", r => r.OnEvent("**").To("pager")));
        engine.Channel("pager").Respond(DeliveryResult.Accepted("m-1"));

        await engine.PublishAsync(Alerts.Message(id: "e"));

        var delivery = (await engine.ExplainAsync("e")).Deliveries[0];
        (delivery.State, delivery.ProviderMessageId).ShouldBe((DeliveryState.Sent, "m-1"));
        engine.Statistics.Sent.ShouldBe(1);
    }

    private static INotificationsBuilder Configure(INotificationsBuilder n) => n.AddRecordingChannel("pager").ConfigureChannel("pager", o => o.BreakerFailures = 10_000);
}
