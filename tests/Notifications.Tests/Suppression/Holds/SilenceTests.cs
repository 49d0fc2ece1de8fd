using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.Suppression.Holds;

public sealed class SilenceTests : HoldTest
{
    [Theory, BothStores]
    public async Task Firing_Silenced_IsToldOnceWhenTheSilenceEnds(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        var silence = await CreateAsync(engine, Silence());

        await engine.PublishAsync(Alerts.Firing(id: "a"));
        await engine.PublishAsync(Alerts.Firing(id: "b"));
        engine.Channel("pager").ShouldHaveTold();
        engine.Statistics.PendingMatches.ShouldBe(2);
        Silences(engine).Find(silence.Id)!.Holding.ShouldBe(1);
        await engine.AdvanceAsync(TimeSpan.FromHours(2));

        engine.Channel("pager").ShouldHaveTold(Firing);
        engine.Channel("pager").Deliveries[0].Aggregate!.Count.ShouldBe(2);
        engine.Statistics.PendingMatches.ShouldBe(0);
        engine.AssertAccounting();
        var trace = await engine.ExplainAsync("b");
        trace.ToString().ShouldContain($"silence {silence.Id} by ann: deploy");
        trace.Deliveries[0].Reasons.ShouldContain(DecisionReason.HoldEnded);
    }

    [Theory, BothStores]
    public async Task Resolved_FiringWasToldBefore_IsToldThoughSilenced(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        await engine.PublishAsync(Alerts.Firing());
        var silence = await CreateAsync(engine, Silence());

        await engine.PublishAsync(Alerts.Firing());
        await engine.PublishAsync(Alerts.Resolved());
        engine.Channel("pager").ShouldHaveTold(Firing, Resolved);
        await ExpireAsync(engine, silence);

        engine.Channel("pager").ShouldHaveTold(Firing, Resolved);
        engine.AssertAccounting();
    }

    [Theory, BothStores]
    public async Task Resolved_FiringWasNeverTold_IsNotTold(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        var silence = await CreateAsync(engine, Silence());
        await engine.PublishAsync(Alerts.Firing(id: "start"));
        await engine.PublishAsync(Alerts.Resolved(id: "end"));
        await ExpireAsync(engine, silence);

        // Prometheus repeats an end for a quarter of an hour.
        await engine.PublishAsync(Alerts.Resolved(id: "again"));

        engine.Channel("pager").ShouldHaveTold();
        (await engine.ExplainAsync("start")).Decisions.Select(static d => d.Reason).ShouldBe([DecisionReason.Silenced, DecisionReason.Superseded]);
        (await engine.ExplainAsync("end")).Decisions.ShouldContain(d => d.Reason == DecisionReason.Silenced);
        (await engine.ExplainAsync("again")).Decisions.ShouldContain(d => d.Reason == DecisionReason.NeverTold);
        engine.AssertAccounting();
    }

    [Theory, BothStores]
    public async Task End_AlertWasToldBefore_IsNotToldAgain(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        await engine.PublishAsync(Alerts.Firing());
        var silence = await CreateAsync(engine, Silence());
        await engine.PublishAsync(Alerts.Firing(id: "repeat"));

        await ExpireAsync(engine, silence);

        engine.Channel("pager").ShouldHaveTold(Firing);
        (await engine.ExplainAsync("repeat")).Decisions.ShouldContain(d => d.Reason == DecisionReason.AlreadyTold);
        engine.AssertAccounting();
    }

    [Theory, BothStores]
    public async Task End_SeverityRoseWithin_IsTold(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        await engine.PublishAsync(Alerts.Firing());
        var silence = await CreateAsync(engine, Silence());
        await engine.PublishAsync(Alerts.Firing(severity: Severity.Critical));
        engine.Channel("pager").ShouldHaveTold(Firing);

        await ExpireAsync(engine, silence);

        engine.Channel("pager").ShouldHaveTold(Firing, Firing);
        engine.Channel("pager").Deliveries[1].Event.Severity.ShouldBe(Severity.Critical);
    }

    [Theory, BothStores]
    public async Task End_AcknowledgedWithin_IsTold(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        await engine.PublishAsync(Alerts.Firing());
        var silence = await CreateAsync(engine, Silence());
        await engine.PublishAsync(Alerts.Acknowledged());
        engine.Channel("pager").ShouldHaveTold(Firing);

        await ExpireAsync(engine, silence);
        await engine.PublishAsync(Alerts.Resolved());

        engine.Channel("pager").ShouldHaveTold(Firing, Acknowledged, Resolved);
    }

    [Theory, BothStores]
    public async Task Message_Silenced_IsNeverTold(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        var silence = await CreateAsync(engine, new Silence
        {
            AnyOf = [new EventSelector { EventTypes = ["order.*"] }, EventSelector.When("event.subject == 'x'")],
            UntilQuietFor = TimeSpan.FromHours(1),
            CreatedBy = "ann",
            Comment = "noise",
        });

        await engine.PublishAsync(Alerts.Message(id: "m"));
        await ExpireAsync(engine, silence);

        engine.Channel("notes").Deliveries.ShouldBeEmpty();
        engine.Statistics.PendingMatches.ShouldBe(0);
        (await engine.ExplainAsync("m")).Decisions[0].Detail.ShouldBe($"silence {silence.Id} by ann: noise");
    }

    [Theory, BothStores]
    public async Task End_HeldByAnotherSilence_StaysHeld(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        var first = await CreateAsync(engine, Silence());
        await engine.PublishAsync(Alerts.Firing());
        var second = await CreateAsync(engine, Silence("alertname=~\"d.*\""));

        await ExpireAsync(engine, first);
        engine.Channel("pager").ShouldHaveTold();
        Silences(engine).Find(second.Id)!.Holding.ShouldBe(1);
        await ExpireAsync(engine, second);

        engine.Channel("pager").ShouldHaveTold(Firing);
    }

    [Theory, BothStores]
    public async Task Recurring_HoldsWithinItsOccurrencesOnly(StoreMode mode)
    {
        // The clock begins on a Monday at 08:00 UTC; in Paris it is 09:00.
        var engine = await StartAsync(mode, n => Configure(n.AddSilence(
            "backup", s => s.Where(w => w.WhereLabel("alertname=disk")).Every("0 10 * * *", TimeSpan.FromMinutes(30), "Europe/Paris"))));
        await engine.PublishAsync(Alerts.Firing());
        await engine.PublishAsync(Alerts.Resolved());
        await engine.AdvanceAsync(TimeSpan.FromHours(1));
        await engine.PublishAsync(Alerts.Firing());
        engine.Channel("pager").ShouldHaveTold(Firing, Resolved);
        Silences(engine).Find("config:backup")!.IsInForce.ShouldBeTrue();

        await engine.AdvanceAsync(TimeSpan.FromMinutes(30));

        engine.Channel("pager").ShouldHaveTold(Firing, Resolved, Firing);
        Silences(engine).Find("config:backup")!.IsInForce.ShouldBeFalse();
        Silences(engine).Find("config:backup")!.State.ShouldBe(SilenceState.Active);
    }

    [Theory, BothStores]
    public async Task UntilResolved_EndsWithTheLastAlertThatItHolds(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        var silence = await CreateAsync(engine, Silence("alertname=~\"a|b\"") with { EndsAt = null, UntilResolved = true });
        await engine.PublishAsync(Alerts.Firing("a"));
        await engine.PublishAsync(Alerts.Firing("b"));

        await engine.PublishAsync(Alerts.Resolved("a"));
        Silences(engine).Find(silence.Id)!.State.ShouldBe(SilenceState.Active);
        await engine.PublishAsync(Alerts.Resolved("b"));
        Silences(engine).Find(silence.Id)!.State.ShouldBe(SilenceState.Expired);
        await engine.PublishAsync(Alerts.Firing("a"));

        engine.Channel("pager").ShouldHaveTold(Firing);
    }

    [Theory, BothStores]
    public async Task UntilQuietFor_EndsWhenNothingMatchedForSoLong(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        var silence = await CreateAsync(engine, new Silence
        {
            AnyOf = [new EventSelector { EventTypes = ["order.*"] }],
            UntilQuietFor = TimeSpan.FromMinutes(10),
            CreatedBy = "ann",
            Comment = "noise",
        });
        await engine.AdvanceAsync(TimeSpan.FromMinutes(6));
        await engine.PublishAsync(Alerts.Message());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(6));
        Silences(engine).Find(silence.Id)!.State.ShouldBe(SilenceState.Active);

        await engine.AdvanceAsync(TimeSpan.FromMinutes(20));

        Silences(engine).Find(silence.Id)!.State.ShouldBe(SilenceState.Expired);
    }

    [Theory, BothStores]
    public async Task Debounced_SilencedWithinTheWindow_IsHeldWhole(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("pager").AddRule("r", r => r.OnEvent("incident.*").To("pager").Debounce()));
        await engine.PublishAsync(Alerts.Firing());
        await engine.PublishAsync(Alerts.Firing(severity: Severity.Info));
        var silence = await CreateAsync(engine, Silence());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));
        engine.Channel("pager").ShouldHaveTold(Firing);
        engine.Statistics.PendingMatches.ShouldBe(1);

        await engine.PublishAsync(Alerts.Firing("other"));
        await ExpireAsync(engine, silence);

        // It knows already.
        engine.Channel("pager").ShouldHaveTold(Firing, Firing);
        engine.AssertAccounting();
    }

    [Theory, BothStores]
    public async Task Released_WithDebounce_IsToldOnceAndOpensAWindow(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("pager").AddRule("r", r => r.OnEvent("incident.*").To("pager").Debounce()));
        var silence = await CreateAsync(engine, Silence());
        await engine.PublishAsync(Alerts.Firing());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(5));

        await ExpireAsync(engine, silence);
        await engine.PublishAsync(Alerts.Firing());
        engine.Channel("pager").ShouldHaveTold(Firing);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("pager").ShouldHaveTold(Firing, Firing);
        engine.AssertAccounting();
    }

    [Theory, BothStores]
    public async Task Batch_MembersSilencedWithinTheWait_LeaveWithoutThem(StoreMode mode)
    {
        var engine = await StartAsync(mode, Batches);
        await engine.PublishAsync(Alerts.Message("keep", id: "m1"));
        await engine.PublishAsync(Alerts.Message("drop", id: "m2"));
        await engine.PublishAsync(Alerts.Firing("a", id: "a1"));
        await engine.PublishAsync(Alerts.Firing("b", id: "b1"));
        var silence = await CreateAsync(engine, Silence() with { AnyOf = [EventSelector.When("event.subject == 'drop'"), EventSelector.Where("alertname=b")] });

        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("pager").Deliveries.Single().Aggregate!.Count.ShouldBe(2);
        engine.Channel("pager").Deliveries.Single().Aggregate!.Samples.Select(static s => s.Id).ShouldBe(["m1", "a1"]);
        engine.Statistics.PendingMatches.ShouldBe(1);
        engine.AssertAccounting();

        // What still fires goes through the batch again.
        await ExpireAsync(engine, silence);
        engine.Channel("pager").Deliveries.Count.ShouldBe(1);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));
        engine.Channel("pager").Deliveries.Count.ShouldBe(2);
        engine.Channel("pager").Deliveries[1].Event.Id.ShouldBe("b1");
        engine.AssertAccounting();
    }

    [Theory, BothStores]
    public async Task Batch_AllMembersSilenced_NothingIsSent(StoreMode mode)
    {
        var engine = await StartAsync(mode, Batches);
        await engine.PublishAsync(Alerts.Message("x"));
        await CreateAsync(engine, Silence() with { AnyOf = [new EventSelector { EventTypes = ["order.*"] }] });

        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("pager").Deliveries.ShouldBeEmpty();
        engine.Statistics.PendingMatches.ShouldBe(0);
        engine.AssertAccounting();
    }

    [Theory, BothStores]
    public async Task Condition_FailsAtRunTime_HoldsNothingAndIsInTheTrace(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        var silence = await CreateAsync(engine, Silence() with { AnyOf = [EventSelector.When("event.data.size > 5")] });

        await engine.PublishAsync(Alerts.Firing(id: "a"));

        engine.Channel("pager").ShouldHaveTold(Firing);
        var failed = (await engine.ExplainAsync("a")).Decisions.Single(static d => d.Reason == DecisionReason.ConditionFailed);
        failed.Detail.ShouldNotBeNull().ShouldStartWith(silence.Id);
    }

    [Theory, BothStores]
    public async Task Request_IsNotSilenced(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        await CreateAsync(engine, Silence() with { AnyOf = [EventSelector.When("true")] });

        await engine.SendAsync(new NotificationRequest { Channels = ["notes"], Recipients = [Recipient.Address("x")], Body = "hello" });

        engine.Channel("notes").Deliveries.Count.ShouldBe(1);
    }

    private static void Configure(INotificationsBuilder n) => n
        .AddRecordingChannel("pager").AddRecordingChannel("notes")
        .AddRule("alerts", r => r.OnEvent("incident.*").To("pager"))
        .AddRule("notes", r => r.OnEvent("order.*").To("notes"));

    private static void Batches(INotificationsBuilder n) => n
        .AddRecordingChannel("pager")
        .AddSilence("other", s => s.Where(w => w.WhereLabel("alertname=none")))
        .AddRule("all", r => r.To("pager").Batch(TimeSpan.FromMinutes(1)));
}
