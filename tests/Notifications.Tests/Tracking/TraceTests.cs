using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.Tracking;

public sealed class TraceTests : EngineTest
{
    [Theory, BothStores]
    public async Task Explain_RetriedDelivery_TellsItsWholeWay(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddRule("orders", r => r.OnEvent("order.*").Debounce().To("mail", "ops@acme.com")));
        engine.Channel("mail").FailTimes(1, DeliveryResult.Retry("503"));
        await engine.PublishAsync(Alerts.Message(id: "e1"));
        await engine.PublishAsync(Alerts.Message(id: "e2"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        var first = (await engine.ExplainAsync("e1")).ToString();
        var second = (await engine.ExplainAsync("e2")).ToString();

        first.ShouldContain("event e1 order.failed (order 1), Info, None, 2026-01-05 08:00:00.000Z");
        first.ShouldContain("intake: Accepted, 1 rule(s) matched");
        first.ShouldContain("→ mail ops@acme.com, rule orders, lane Low: Delivered");
        first.ShouldContain("DebounceFirst — the first of its kind, passes at once");
        first.ShouldContain("attempt 1 by mail at 2026-01-05 08:00:00.000Z: Retry (503), next 2026-01-05 08:00:0");
        first.ShouldContain("RetryScheduled — an attempt failed, another is due");
        second.ShouldContain("rule orders: DebounceJoined — joined to those that wait");
    }

    [Theory, BothStores]
    public async Task Explain_UnknownId_IsNull(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail"));

        (await engine.Engine.ExplainAsync("nothing", TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Theory, BothStores]
    public async Task Explain_GeneratedId_IsFound(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("**").To("mail")));

        var result = await engine.PublishAsync(Alerts.Message());

        var trace = await engine.ExplainAsync(result.EventId);
        trace.Event.GetIdText().ShouldBe(result.EventId);
        engine.Channel("mail").ShouldHaveDeliveredOnce().Event.Id.ShouldBe(result.EventId);
        trace.Deliveries.ShouldHaveSingleItem().Id.ShouldBe(engine.Channel("mail").Deliveries[0].DeliveryId);
    }

    [Theory, BothStores]
    public async Task Explain_ConditionThrows_SaysSo(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("**").When(static _ => throw new FormatException("bad")).To("mail")));
        ExpectsErrors = true;

        (await engine.PublishAsync(Alerts.Message(id: "e"))).Kind.ShouldBe(PublishKind.Unrouted);

        (await engine.ExplainAsync("e")).Decisions.ShouldContain(d => d.Reason == DecisionReason.ConditionFailed && d.Rule == "r");
    }

    [Theory, BothStores]
    public async Task Explain_Request_HasItsReason(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail"));

        var result = await engine.SendAsync(new NotificationRequest { Channels = ["mail"], Subject = "s" });

        (await engine.ExplainAsync(result.RequestId)).Deliveries.ShouldHaveSingleItem().Reasons.ShouldContain(DecisionReason.Requested);
    }

    [Theory, BothStores]
    public async Task Message_OfADelivery_CarriesEventRuleAndPreviousProviderId(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("**").To("mail")));
        engine.Channel("mail").RespondWith(m => DeliveryResult.Delivered($"provider-{m.Status}"));

        await engine.PublishAsync(Alerts.Firing());
        await engine.PublishAsync(Alerts.Resolved());

        var messages = engine.Channel("mail").ShouldHaveDelivered(2);
        (messages[0].Rule, messages[0].Priority, messages[0].Channel).ShouldBe(("r", Priority.High, "mail"));
        messages[0].CorrelationKey.ShouldNotBeNull().ShouldBe(messages[1].CorrelationKey);
        messages[1].PreviousProviderMessageId.ShouldBe("provider-Firing");
    }
}
