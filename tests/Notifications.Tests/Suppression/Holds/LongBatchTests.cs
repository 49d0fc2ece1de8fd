using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Testing;
using Notifications.Tests.Hosting;

namespace Notifications.Tests.Suppression.Holds;

/// <summary>A batch may wait for longer than what was told of an alert is remembered: its members are remembered all the same.</summary>
public sealed class LongBatchTests : HoldTest
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(5);

    [Theory, BothStores]
    public async Task Flush_MemberIsHeldLongAfterItWasHeardOf_IsToldWhenTheHoldEnds(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        await engine.PublishAsync(Alerts.Firing("a", id: "a1"));
        await engine.PublishAsync(Alerts.Firing("b", id: "b1"));
        await engine.AdvanceAsync(Window - TimeSpan.FromMinutes(5));
        var silence = await CreateAsync(engine, Silence("alertname=b") with { EndsAt = EngineHarness.DefaultStart.AddHours(8) });

        await engine.AdvanceAsync(TimeSpan.FromMinutes(5));

        engine.Channel("pager").Deliveries.Single().Aggregate!.Samples.Select(static s => s.Id).ShouldBe(["a1"]);
        engine.Statistics.PendingMatches.ShouldBe(1);
        engine.AssertAccounting();
        await ExpireAsync(engine, silence);
        await engine.AdvanceAsync(Window);
        engine.Channel("pager").Deliveries.Count.ShouldBe(2);
        engine.Channel("pager").Deliveries[1].Event.Id.ShouldBe("b1");
        engine.Statistics.PendingMatches.ShouldBe(0);
    }

    [Theory, BothStores]
    public async Task Flush_MemberHasEndedLongBefore_IsNotTold(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        await engine.PublishAsync(Alerts.Firing("b", id: "b1"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(90));
        await engine.PublishAsync(Alerts.Resolved("b", id: "b2"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(200));
        var silence = await CreateAsync(engine, Silence("alertname=b") with { EndsAt = EngineHarness.DefaultStart.AddHours(8) });

        await engine.AdvanceAsync(TimeSpan.FromMinutes(10));

        engine.Statistics.PendingMatches.ShouldBe(0);
        await ExpireAsync(engine, silence);
        await engine.AdvanceAsync(Window * 2);
        engine.Channel("pager").Deliveries.ShouldAllBe(static d => d.Event.Id == "b2");
    }

    [Theory, BothStores]
    public async Task Flush_NothingHeld_ForgetsTheMembersAfterwards(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        await engine.PublishAsync(Alerts.Firing("a"));
        await engine.AdvanceAsync(Window - TimeSpan.FromMinutes(1));
        engine.Internals.Context.Stripes.TrackedAlerts.ShouldBe(1);

        await engine.AdvanceAsync(TimeSpan.FromHours(3));

        engine.Channel("pager").Deliveries.Count.ShouldBe(1);
        engine.Internals.Context.Stripes.TrackedAlerts.ShouldBe(0);
    }

    [Theory, BothStores]
    public async Task Flush_RuleWasRemovedByAReload_ForgetsTheMembersAfterwards(StoreMode mode)
    {
        var section = new MemorySection();
        section.Set(
            ("Rules:0:Name", "all"), ("Rules:0:Targets:0:Channel", "pager"), ("Rules:0:Batch:Window", "05:00:00"), ("Engine:OnRemoved", "Report"),
            ("Silences:0:Name", "other"), ("Silences:0:AnyOf:0:Matchers:0", "alertname=none"));
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("pager").AddConfiguration(section.Root));
        await engine.PublishAsync(Alerts.Firing("a"));
        await engine.AdvanceAsync(TimeSpan.FromHours(4));
        engine.Internals.Context.Stripes.TrackedAlerts.ShouldBe(1);
        section.Set(("Rules:0:Name", "other"), ("Rules:0:Targets:0:Channel", "pager"), ("Engine:OnRemoved", "Report"));

        await engine.AdvanceAsync(TimeSpan.FromHours(4));

        engine.Channel("pager").ShouldHaveNothing();
        engine.Internals.Context.Stripes.TrackedAlerts.ShouldBe(0);
    }

    private static void Configure(INotificationsBuilder n) => n
        .AddRecordingChannel("pager")
        .AddSilence("other", s => s.Where(w => w.WhereLabel("alertname=none")))
        .AddRule("all", r => r.To("pager").Batch(Window));
}
