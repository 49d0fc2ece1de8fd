using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.Suppression.Holds;

public sealed class InhibitionTests : HoldTest
{
    [Theory, BothStores]
    public async Task Target_WhileItsSourceFires_IsHeldAndToldAfterwards(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        await engine.PublishAsync(Alert(Firing, "alertname=ClusterDown cluster=eu", id: "source"));
        await engine.PublishAsync(Alert(Firing, "alertname=Disk cluster=eu", id: "held"));
        await engine.PublishAsync(Alert(Firing, "alertname=Disk cluster=us", id: "free"));
        Told(engine).ShouldBe(["source", "free"]);

        await engine.PublishAsync(Alert(Resolved, "alertname=ClusterDown cluster=eu", id: "end"));

        Told(engine).ShouldBe(["source", "free", "end", "held"], ignoreOrder: true);
        var trace = await engine.ExplainAsync("held");
        trace.Decisions[0].Reason.ShouldBe(DecisionReason.Inhibited);
        trace.Decisions[0].Detail.ShouldBe("inhibition cluster: incident.changed{alertname=\"ClusterDown\", cluster=\"eu\"}, event source");
    }

    [Theory, BothStores]
    public async Task Target_ToldBefore_HearsItsEndWhileHeld(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        await engine.PublishAsync(Alert(Firing, "alertname=Disk cluster=eu", id: "1"));
        await engine.PublishAsync(Alert(Firing, "alertname=ClusterDown cluster=eu", id: "2"));
        await engine.PublishAsync(Alert(Resolved, "alertname=Disk cluster=eu", id: "3"));
        await engine.PublishAsync(Alert(Resolved, "alertname=ClusterDown cluster=eu", id: "4"));

        Told(engine).ShouldBe(["1", "2", "3", "4"]);
    }

    [Theory, BothStores]
    public async Task Target_SeveralSources_IsHeldUntilTheLastEnds(StoreMode mode)
    {
        // Alertmanager #5162: only one source was kept for each set of equal labels.
        var engine = await StartAsync(mode, Configure);
        await engine.PublishAsync(Alert(Firing, "alertname=ClusterDown cluster=eu node=a", id: "s1"));
        await engine.PublishAsync(Alert(Firing, "alertname=ClusterDown cluster=eu node=b", id: "s2"));
        await engine.PublishAsync(Alert(Firing, "alertname=Disk cluster=eu", id: "held"));

        await engine.PublishAsync(Alert(Resolved, "alertname=ClusterDown cluster=eu node=a", id: "e1"));
        Told(engine).ShouldBe(["s1", "s2", "e1"]);
        await engine.PublishAsync(Alert(Resolved, "alertname=ClusterDown cluster=eu node=b", id: "e2"));

        Told(engine).ShouldBe(["s1", "s2", "e1", "e2", "held"], ignoreOrder: true);
    }

    [Theory, BothStores]
    public async Task Target_SilencedBeforeItIsInhibited_EndsTheSilenceThatLastsUntilItsEnd(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        var silence = await CreateAsync(engine, Silence("alertname=Disk") with { EndsAt = null, UntilResolved = true });
        await engine.PublishAsync(Alert(Firing, "alertname=Disk cluster=eu", id: "silenced"));
        await engine.PublishAsync(Alert(Firing, "alertname=ClusterDown cluster=eu", id: "source"));
        await engine.PublishAsync(Alert(Firing, "alertname=Disk cluster=eu", id: "inhibited"));
        await engine.PublishAsync(Alert(Resolved, "alertname=Disk cluster=eu", id: "end"));

        Silences(engine).Find(silence.Id)!.State.ShouldBe(SilenceState.Expired);
        await engine.PublishAsync(Alert(Resolved, "alertname=ClusterDown cluster=eu", id: "over"));
        await engine.PublishAsync(Alert(Firing, "alertname=Disk cluster=eu", id: "next"));

        Told(engine).ShouldBe(["source", "over", "next"]);
        engine.AssertAccounting();
    }

    [Theory, BothStores]
    public async Task Source_ChangesItsGroup_HoldsInTheNewOneOnly(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        await engine.PublishAsync(Alert(Firing, "alertname=ClusterDown cluster=eu", id: "source") with { CorrelationKey = "root" });
        await engine.PublishAsync(Alert(Firing, "alertname=Disk cluster=eu", id: "eu"));
        await engine.PublishAsync(Alert(Firing, "alertname=ClusterDown cluster=eu", id: "repeat") with { CorrelationKey = "root" });
        Told(engine).ShouldNotContain("eu");

        await engine.PublishAsync(Alert(Firing, "alertname=ClusterDown cluster=us", id: "moved") with { CorrelationKey = "root" });
        await engine.PublishAsync(Alert(Firing, "alertname=Disk cluster=us", id: "us"));

        Told(engine).ShouldContain("eu");
        Told(engine).ShouldNotContain("us");
        engine.AssertAccounting();
    }

    [Theory, BothStores]
    public async Task Alert_SourceAndTargetAtOnce_NeverHoldsItselfOrItsLike(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Channels(n).AddInhibition("all", i => i
            .Source(s => s.WhereLabel("severity=~\"critical|warning\"")).Target(t => t.WhereLabel("severity=~\"warning|info\"")).Equal("cluster")));
        await engine.PublishAsync(Alert(Firing, "severity=warning cluster=eu n=1", id: "w1"));
        await engine.PublishAsync(Alert(Firing, "severity=warning cluster=eu n=2", id: "w2"));
        await engine.PublishAsync(Alert(Firing, "severity=info cluster=eu", id: "i"));
        Told(engine).ShouldBe(["w1", "w2"]);
        await engine.PublishAsync(Alert(Firing, "severity=critical cluster=eu", id: "c"));
        await engine.PublishAsync(Alert(Firing, "severity=warning cluster=eu n=3", id: "w3"));
        Told(engine).ShouldBe(["w1", "w2", "c"]);

        // What is left is two-sided: it does not hold its like, but what is no source.
        await engine.PublishAsync(Alert(Resolved, "severity=critical cluster=eu", id: "ce"));

        Told(engine).ShouldBe(["w1", "w2", "c", "ce", "w3"], ignoreOrder: true);
    }

    [Theory, BothStores]
    public async Task Equal_MissingLabelAndOtherName_AreComparedAsText(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Channels(n).AddInhibition("node", i => i
            .Source(s => s.WhereLabel("alertname=NodeDown")).Target(t => t.WhereLabel("alertname=Pod")).Equal("cluster", "zone").Equal("instance", target: "node")));
        await engine.PublishAsync(Alert(Firing, "alertname=NodeDown instance=n1", id: "s"));

        await engine.PublishAsync(Alert(Firing, "alertname=Pod node=n1", id: "held"));
        await engine.PublishAsync(Alert(Firing, "alertname=Pod node=n2", id: "other"));
        await engine.PublishAsync(Alert(Firing, "alertname=Pod node=n1 zone=z", id: "zone"));

        Told(engine).ShouldBe(["s", "other", "zone"]);
    }

    [Theory, BothStores]
    public async Task Sources_RequiredTogether_HoldOnlyWhileAllFire(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Channels(n).AddInhibition("both", i => i
            .Source(s => s.WhereLabel("alertname=A")).Source(s => s.WhereLabel("alertname=B")).Target(t => t.WhereLabel("alertname=T"))));
        await engine.PublishAsync(Alert(Firing, "alertname=A", id: "a"));
        await engine.PublishAsync(Alert(Firing, "alertname=T n=1", id: "t1"));
        await engine.PublishAsync(Alert(Firing, "alertname=B", id: "b"));
        await engine.PublishAsync(Alert(Firing, "alertname=T n=2", id: "t2"));
        Told(engine).ShouldBe(["a", "t1", "b"]);

        await engine.PublishAsync(Alert(Resolved, "alertname=A", id: "ae"));

        Told(engine).ShouldBe(["a", "t1", "b", "ae", "t2"], ignoreOrder: true);
        (await engine.ExplainAsync("t2")).Decisions[0].Detail!.ShouldContain("event a and incident.changed");
    }

    [Theory, BothStores]
    public async Task Source_OfAnotherTenant_HoldsNothing(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        await engine.PublishAsync(Alert(Firing, "alertname=ClusterDown cluster=eu", id: "s", tenant: "acme"));
        await engine.PublishAsync(Alert(Firing, "alertname=Disk cluster=eu", id: "t", tenant: "other"));

        Told(engine).ShouldBe(["s", "t"]);
    }

    [Theory, BothStores]
    public async Task Source_ItselfSilencedAndUnrouted_StillInhibits(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Channels(n).AddSilence("s", s => s.Where(w => w.WhereLabel("alertname=ClusterDown")))
            .AddInhibition("cluster", i => i.Source(s => s.WhereLabel("alertname=ClusterDown")).Target(t => t.When("event.severity < severity.critical")).Equal("cluster")));
        await engine.PublishAsync(Alert(Acknowledged, "alertname=ClusterDown cluster=eu", id: "s"));
        await engine.PublishAsync(Alert(Firing, "alertname=Disk cluster=eu", id: "t"));
        await engine.PublishAsync(Alert(Firing, "alertname=Disk cluster=eu n=2", Severity.Critical, id: "c"));

        Told(engine).ShouldBe(["c"]);
    }

    [Theory, BothStores]
    public async Task Source_NotHeardOfForLong_InhibitsNoMore(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Configure(n.ConfigureEngine(e => e.SourceTimeout = TimeSpan.FromMinutes(10))));
        await engine.PublishAsync(Alert(Firing, "alertname=ClusterDown cluster=eu", id: "s"));
        await engine.PublishAsync(Alert(Firing, "alertname=Disk cluster=eu", id: "t"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(6));
        await engine.PublishAsync(Alert(Firing, "alertname=ClusterDown cluster=eu", id: "s2"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(6));
        Told(engine).ShouldNotContain("t");

        await engine.AdvanceAsync(TimeSpan.FromMinutes(5));

        Told(engine).ShouldContain("t");
    }

    [Theory, BothStores]
    public async Task Source_ChangedSoThatItIsNoneAnyMore_FreesItsTargets(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Channels(n).AddInhibition("bad", i => i
            .Source(s => s.WhereLabel("alertname=S").MinSeverity(Severity.Critical)).Target(t => t.WhereLabel("alertname=T"))));
        await engine.PublishAsync(Alert(Firing, "alertname=S", Severity.Critical, id: "s"));
        await engine.PublishAsync(Alert(Firing, "alertname=T", id: "t"));
        Told(engine).ShouldBe(["s"]);

        await engine.PublishAsync(Alert(Firing, "alertname=S", Severity.Low, id: "s2"));

        Told(engine).ShouldBe(["s", "s2", "t"], ignoreOrder: true);
    }

    [Theory, BothStores]
    public async Task Source_ComesWithinTheWait_HoldsTheBatch(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("pager").AddRule("wait", r => r.WhereLabel("alertname=Disk").To("pager").Batch(TimeSpan.FromMinutes(1)))
            .AddInhibition("cluster", i => i.Source(s => s.WhereLabel("alertname=ClusterDown")).Target(t => t.WhereLabel("alertname!=ClusterDown")).Equal("cluster")));
        await engine.PublishAsync(Alert(Firing, "alertname=Disk cluster=eu", id: "t"));
        await engine.PublishAsync(Alert(Firing, "alertname=ClusterDown cluster=eu", id: "s"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));
        engine.Channel("pager").Deliveries.ShouldBeEmpty();
        engine.Statistics.PendingMatches.ShouldBe(1);

        await engine.PublishAsync(Alert(Resolved, "alertname=Disk cluster=eu", id: "end"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(5));

        engine.Channel("pager").Deliveries.ShouldBeEmpty();
        engine.Statistics.PendingMatches.ShouldBe(0);
    }

    [Theory, BothStores]
    public async Task Released_BySeveralRulesToSeveralDestinations_EachHearsItOnce(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Configure(n.AddRecordingChannel("mail").AddRule("two", r => r.To("mail", "x").To("pager"))));
        await engine.PublishAsync(Alert(Firing, "alertname=ClusterDown cluster=eu", id: "s"));
        await engine.PublishAsync(Alert(Firing, "alertname=Disk cluster=eu", id: "t"));
        await engine.PublishAsync(Alert(Resolved, "alertname=ClusterDown cluster=eu", id: "e"));

        Told(engine).Count(static id => id == "t").ShouldBe(1);
        engine.Channel("mail").Deliveries.Count(static d => d.Event.Id == "t").ShouldBe(1);
    }

    private static void Configure(INotificationsBuilder n) => Channels(n).AddInhibition("cluster", i => i
        .Source(s => s.WhereLabel("alertname=ClusterDown")).Target(t => t.WhereLabel("alertname!=ClusterDown")).Equal("cluster"));

    private static INotificationsBuilder Channels(INotificationsBuilder n) => n.AddRecordingChannel("pager").AddRule("all", r => r.OnEvent("incident.*").To("pager"));

    private static IEnumerable<string?> Told(EngineHarness engine) => engine.Channel("pager").Deliveries.Select(static d => d.Event.Id);
}
