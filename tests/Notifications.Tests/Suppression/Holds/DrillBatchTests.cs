using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.Suppression.Holds;

public sealed class DrillBatchTests : HoldTest
{
    [Theory, BothStores]
    public async Task Flush_NothingOfADrillsBatchLeaves_IsCountedAmongTheDrills(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => n
            .AddRecordingChannel("pager")
            .AddSilence("other", static s => s.Where(static w => w.WhereLabel("alertname=none")))
            .AddRule("all", static r => r.To("pager").Batch(TimeSpan.FromMinutes(1))));
        await engine.PublishAsync(Alerts.Message("drop") with { Drill = true });
        await CreateAsync(engine, Silence() with { AnyOf = [EventSelector.When("event.subject == 'drop'")] });

        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("pager").ShouldHaveNothing();
        engine.Statistics.Suppressed.ShouldBe(0);
        engine.Statistics.Drills!.Suppressed.ShouldBe(1);
    }
}
