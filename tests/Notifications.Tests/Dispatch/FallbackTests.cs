using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Conformance.Engine;
using Notifications.Storage;
using Notifications.Testing;

namespace Notifications.Tests.Dispatch;

public sealed class FallbackTests : EngineTest
{
    [Theory, BothStores]
    public async Task Retry_ThreeAttemptsFailed_RulesFallbackTakesOver(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Channels(n).AddRule("r", r => r.OnEvent("**").To("pager").FallbackTo("mail", "ops@acme.com")));
        engine.Channel("pager").Respond(DeliveryResult.Retry("down"));

        await engine.PublishAsync(Alerts.Message(id: "e"));
        engine.Channel("mail").ShouldHaveNothing();
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("pager").Attempts.Count.ShouldBe(3);
        engine.Channel("mail").ShouldHaveDeliveredOnce().Destination.ShouldBe("ops@acme.com");
        var trace = await engine.ExplainAsync("e");
        trace.Deliveries.Select(d => d.State).ShouldBe([DeliveryState.DeadLettered, DeliveryState.Delivered]);
        trace.Deliveries[0].Reasons.ShouldContain(DecisionReason.FallbackEngaged);
        trace.Deliveries[1].Reasons.ShouldContain(DecisionReason.FallbackOf);
    }

    [Theory, BothStores]
    public async Task Rejected_Recipient_FallbackIsEngagedAtOnce(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Channels(n).AddRule("r", r => r.OnEvent("**").To("pager").FallbackTo("mail")));
        engine.Channel("pager").Respond(DeliveryResult.Rejected(RejectionKind.Recipient, "unknown"));

        await engine.PublishAsync(Alerts.Message());

        engine.Channel("pager").Attempts.Count.ShouldBe(1);
        engine.Channel("mail").ShouldHaveDeliveredOnce();
    }

    [Theory, BothStores]
    public async Task Retry_RuleNamesNone_ChannelsFallbackTakesOver(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Channels(n)
            .ConfigureChannel("pager", o => o.Fallback = [new RuleTarget { Channel = "chat", Destination = "#ops" }])
            .AddRule("r", r => r.OnEvent("**").To("pager")));
        engine.Channel("pager").Respond(DeliveryResult.Retry("down"));

        await engine.PublishAsync(Alerts.Message());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("chat").ShouldHaveDeliveredOnce().Destination.ShouldBe("#ops");
    }

    [Theory, BothStores]
    public async Task Rejected_FallbackFailsToo_TheNextOneFollows(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Channels(n).AddRule("r", r => r.OnEvent("**").To("pager").FallbackTo("mail").FallbackTo("chat")));
        engine.Channel("pager").Respond(DeliveryResult.Rejected(RejectionKind.Configuration, "bad key"));
        engine.Channel("mail").Respond(DeliveryResult.Rejected(RejectionKind.Content, "too long"));
        ExpectsErrors = true;

        await engine.PublishAsync(Alerts.Message());

        engine.Channel("chat").ShouldHaveDeliveredOnce();
        engine.Channel("pager").Attempts.Count.ShouldBe(1);
        engine.Channel("mail").Attempts.Count.ShouldBe(1);
    }

    [Theory, BothStores]
    public async Task FirstThatSucceeds_FirstFails_SecondIsTriedAndThirdIsNot(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Channels(n).AddRule("r", r => r.OnEvent("**").To("pager").To("mail").To("chat").FirstThatSucceeds()));
        engine.Channel("pager").Respond(DeliveryResult.Retry("down"));

        await engine.PublishAsync(Alerts.Message());
        engine.Channel("mail").ShouldHaveNothing();
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("mail").ShouldHaveDeliveredOnce();
        engine.Channel("chat").ShouldHaveNothing();
    }

    [Theory, BothStores]
    public async Task Publish_EventNamesNoAddress_FallbackIsEngaged(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Channels(n).AddRule("r", r => r.OnEvent("**").To("pager", static e => e.Source).FallbackTo("mail")));

        await engine.PublishAsync(Alerts.Message(id: "without"));
        await engine.PublishAsync(Alerts.Message() with { Source = "anna" });

        engine.Channel("mail").ShouldHaveDeliveredOnce().Event.Id.ShouldBe("without");
        engine.Channel("pager").ShouldHaveDeliveredOnce().Destination.ShouldBe("anna");
        (await engine.ExplainAsync("without")).Decisions.ShouldContain(d => d.Reason == DecisionReason.NoAddress);
    }

    [Theory, BothStores]
    public async Task Rejected_FallbackHasSucceededAlready_IsNotSentAgain(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Channels(n)
            .ConfigureChannel("pager", o => o.Fallback = [new RuleTarget { Channel = "mail" }])
            .AddRule("r", r => r.OnEvent("**").To("mail").To("pager")));
        engine.Channel("pager").Respond(DeliveryResult.Rejected(RejectionKind.Recipient, "unknown"));

        await engine.PublishAsync(Alerts.Message());

        engine.Channel("mail").ShouldHaveDeliveredOnce();
    }

    [Theory, BothStores]
    public async Task Retry_NoFallback_GoesOnUntilTheDeadline(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Channels(n).ConfigureChannel("pager", o => o.BreakerFailures = 10_000).AddRule("r", r => r.OnEvent("**").To("pager")));
        engine.Channel("pager").FailTimes(8);

        await engine.PublishAsync(Alerts.Message());
        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        engine.Channel("pager").ShouldHaveDeliveredOnce().Attempt.ShouldBe(9);
    }

    private static INotificationsBuilder Channels(INotificationsBuilder n) => n.AddRecordingChannel("pager").AddRecordingChannel("mail").AddRecordingChannel("chat");
}
