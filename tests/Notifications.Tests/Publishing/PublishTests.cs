using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Conformance.Storage;
using Notifications.Storage;
using Notifications.Testing;

namespace Notifications.Tests.Publishing;

public sealed class PublishTests : EngineTest
{
    [Theory, BothStores]
    public async Task Publish_NoRuleMatches_IsUnroutedAndVisible(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("other").To("mail")), restarts: false);

        (await engine.PublishAsync(Alerts.Message(id: "e"))).Kind.ShouldBe(PublishKind.Unrouted);

        engine.Statistics.Unrouted.ShouldBe(1);
        (await engine.ExplainAsync("e")).Event.Kind.ShouldBe(PublishKind.Unrouted);
    }

    [Theory, BothStores]
    public async Task Publish_NoRuleMatches_CatchAllTakesIt(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddRecordingChannel("chat")
            .AddRule("r", r => r.OnEvent("other").To("chat")).AddCatchAll("rest", r => r.To("mail")));

        (await engine.PublishAsync(Alerts.Message(id: "e"))).Kind.ShouldBe(PublishKind.Accepted);
        await engine.PublishAsync(new NotificationEvent { Type = "other" });

        engine.Channel("mail").ShouldHaveDeliveredOnce();
        engine.Channel("chat").ShouldHaveDeliveredOnce();
        (await engine.ExplainAsync("e")).Deliveries[0].Reasons.ShouldContain(DecisionReason.CatchAll);
    }

    [Theory, BothStores]
    public async Task Publish_SameIdempotencyKey_SameBodyIsDuplicateOtherBodyIsConflict(StoreMode mode)
    {
        var engine = await StartAsync(mode, Mail);
        var e = Alerts.Message() with { IdempotencyKey = "k" };

        var first = await engine.PublishAsync(e);
        var again = await engine.PublishAsync(e);
        var other = await engine.PublishAsync(e with { Subject = "other" });

        (again.Kind, again.EventId).ShouldBe((PublishKind.Duplicate, first.EventId));
        other.Error!.Code.ShouldBe(NotificationErrorCode.IdempotencyConflict);
        engine.Channel("mail").ShouldHaveDelivered(1);
        await engine.AdvanceAsync(TimeSpan.FromHours(24));
        (await engine.PublishAsync(e)).Kind.ShouldBe(PublishKind.Accepted);
    }

    [Theory, BothStores]
    public async Task Publish_SameKeyAtOnce_OneIsAccepted(StoreMode mode)
    {
        var engine = await StartAsync(mode, Mail, restarts: false);
        var e = Alerts.Message() with { IdempotencyKey = "k" };

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => engine.Publisher.PublishAsync(e).AsTask())));
        await engine.WaitForIdleAsync();

        results.Count(r => r.Kind == PublishKind.Accepted).ShouldBe(1);
        results.Count(r => r.Kind == PublishKind.Duplicate).ShouldBe(19);
        results.Select(r => r.EventId).Distinct().Count().ShouldBe(1);
        engine.Channel("mail").ShouldHaveDelivered(1);
    }

    [Theory, BothStores]
    public async Task Publish_TwoRulesSameTarget_IsSentOnce(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail")
            .AddRule("a", r => r.OnEvent("**").To("mail", "ops")).AddRule("b", r => r.OnEvent("order.*").To("mail", "ops")), restarts: false);

        await engine.PublishAsync(Alerts.Message(id: "e"));

        engine.Channel("mail").ShouldHaveDeliveredOnce();
        (await engine.ExplainAsync("e")).Decisions.ShouldContain(d => d.Reason == DecisionReason.SameTarget);
        engine.Statistics.Merged.ShouldBe(1);
    }

    [Theory, BothStores]
    public async Task Publish_Cancelled_ThrowsAndIsAccountedFor(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => { Mail(n); n.ConfigureChannel("mail", o => (o.Workers, o.QueueCapacity) = (1, 1)); }, restarts: false);

        await Should.ThrowAsync<OperationCanceledException>(() => engine.Publisher.PublishAsync(Alerts.Message(), new CancellationToken(canceled: true)).AsTask());
        engine.Channel("mail").Hang();
        for (var i = 0; i < 2; i++)
            await engine.PublishAsync(Alerts.Message());
        using var givesUp = new CancellationTokenSource();
        var waits = engine.Publisher.PublishAsync(Alerts.Message(), givesUp.Token).AsTask();
        await givesUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waits);

        await engine.WaitForIdleAsync();
        engine.AssertAccounting();
        (engine.Statistics.Published, engine.Statistics.Accepted, engine.Statistics.Refused).ShouldBe((3, 2, 1));
        engine.Channel("mail").Release();
    }

    [Theory, BothStores]
    public async Task Publish_Deduplicate_EqualContentGoesOutOncePerWindow(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("**").Deduplicate(TimeSpan.FromMinutes(10)).To("mail")));

        await engine.PublishAsync(Alerts.Message("1"));
        await engine.PublishAsync(Alerts.Message("1", id: "again"));
        await engine.PublishAsync(Alerts.Message("2"));
        engine.Channel("mail").ShouldHaveDelivered(2);
        (await engine.ExplainAsync("again")).Decisions.ShouldContain(d => d.Reason == DecisionReason.DuplicateContent);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(10));
        await engine.PublishAsync(Alerts.Message("1"));

        engine.Channel("mail").ShouldHaveDelivered(3);
    }

    [Theory, BothStores]
    public async Task Publish_TemplateThrows_DefaultTextGoesOut(StoreMode mode)
    {
        var engine = await StartAsync(mode, Mail, services => services.AddSingleton<ITemplateEngine>(new PickyTemplates()));
        ExpectsErrors = true;

        await engine.PublishAsync(Alerts.Message("bad", id: "e"));
        await engine.PublishAsync(Alerts.Message("good"));

        engine.Channel("mail").ShouldHaveDelivered(m => m.Content.Text == "templated good");
        engine.Channel("mail").ShouldHaveDelivered(m => m.Content.Subject.Contains("order.failed", StringComparison.Ordinal));
        (await engine.ExplainAsync("e")).Decisions.ShouldContain(d => d.Reason == DecisionReason.TemplateFailed);
    }

    [Theory, BothStores]
    public async Task Send_TemplateThrows_WhatItWouldHaveSpokenOfGoesOut(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail"), services => services.AddSingleton<ITemplateEngine>(new PickyTemplates()));
        ExpectsErrors = true;
        var request = new NotificationRequest { Channels = ["mail"], Template = "invoice", Data = EventData.FromJson("""{"amount":"12 EUR"}"""), Addressing = new() { ReplyTo = "desk@acme.test" } };

        (await engine.SendAsync(request)).Kind.ShouldBe(RequestKind.Accepted);
        (await engine.SendAsync(request with { Addressing = null })).Kind.ShouldBe(RequestKind.Accepted);

        engine.Channel("mail").ShouldHaveDelivered(2);
        engine.Channel("mail").Deliveries.ShouldAllBe(static m => m.Content.Subject == "[Info] invoice" && m.Content.Text.Contains("amount: 12 EUR"));
        engine.Channel("mail").ShouldHaveDelivered(static m => m.Content.Addressing != null);
    }

    [Fact]
    public async Task Publish_StoreIsAway_IsRefusedAndTheNextIsTaken()
    {
        var faults = new StoreFaults();
        var engine = await StartAsync(StoreMode.RoundTrip, n => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("**").Debounce().To("mail")), restarts: false, faults: faults);
        ExpectsErrors = true;
        faults.Fail(1, CommitKind.Unavailable);

        var refused = await engine.PublishAsync(Alerts.Firing());
        var taken = await engine.PublishAsync(Alerts.Firing());

        refused.Error!.Code.ShouldBe(NotificationErrorCode.StoreUnavailable);
        taken.Kind.ShouldBe(PublishKind.Accepted);
        engine.Channel("mail").ShouldHaveDeliveredOnce();
    }

    [Fact]
    public async Task Publish_StoreIsAwayForLong_IsInTheLogOnceAMinute()
    {
        var faults = new StoreFaults { Rule = static _ => CommitKind.Full };
        var engine = await StartAsync(StoreMode.RoundTrip, Mail, restarts: false, faults: faults);
        ExpectsErrors = true;

        for (var i = 0; i < 50; i++)
            (await engine.PublishAsync(Alerts.Message())).Error!.Code.ShouldBe(NotificationErrorCode.StoreFull);
        engine.Errors.Count.ShouldBe(1);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));
        await engine.PublishAsync(Alerts.Message());

        engine.Errors.Count.ShouldBe(2);
        engine.Statistics.Refused.ShouldBe(51);
    }

    [Fact]
    public async Task Deliver_OutcomeIsNotCommitted_IsRecordedAgainAndNotSentAgain()
    {
        var faults = new StoreFaults();
        var engine = await StartAsync(StoreMode.RoundTrip, Mail, restarts: false, faults: faults);
        ExpectsErrors = true;
        faults.Fail(2, CommitKind.Unavailable);
        faults.Fail(3, CommitKind.Unavailable);

        await engine.PublishAsync(Alerts.Firing(id: "e"));
        engine.Statistics.Pending.ShouldBe(1);
        await engine.AdvanceAsync(TimeSpan.FromSeconds(10));

        engine.Channel("mail").Attempts.Count.ShouldBe(1);
        (await engine.ExplainAsync("e")).Deliveries[0].State.ShouldBe(DeliveryState.Delivered);
    }

    private static void Mail(INotificationsBuilder n) => n.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("**").To("mail"));

    private sealed class PickyTemplates : ITemplateEngine
    {
        public NotificationContent Render(TemplateContext context) => context.Event.Subject == "bad" || context.Template == "invoice"
            ? throw new FormatException("no such field")
            : new NotificationContent { Subject = "s", Text = $"templated {context.Event.Subject}" };
    }
}
