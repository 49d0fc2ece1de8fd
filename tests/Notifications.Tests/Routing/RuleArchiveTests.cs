using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Conformance.Storage;
using Notifications.Testing;
using Notifications.Tests.Configuration;

namespace Notifications.Tests.Routing;

/// <summary>A release that no longer has a rule, or has it under another name, finds what waits for it.</summary>
public sealed class RuleArchiveTests : EngineTest
{
    private static readonly (string, string) Night = ("Silences:night:EndsAt", "2026-01-05T09:00:00Z");
    private readonly MemorySection _section = new();

    [Fact]
    public async Task Restart_RuleWithABatchIsGone_DeliversAsIfItWereThere()
    {
        var engine = await StartAsync(("Rules:batch:Targets:0:Channel", "chat"), ("Rules:batch:Targets:0:Destination", "#ops"), ("Rules:batch:Batch:Window", "00:10:00"));
        await engine.PublishAsync(Alerts.Message("a"));
        await engine.PublishAsync(Alerts.Message("b"));

        await RestartAsync(engine);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(10));

        var told = engine.Channel("chat").ShouldHaveDeliveredOnce();
        (told.Destination, told.Aggregate!.Count, told.Rule).ShouldBe(("#ops", 2, "batch"));
    }

    [Fact]
    public async Task Restart_TwiceWithoutTheRule_StillDelivers()
    {
        var engine = await StartAsync(("Rules:batch:Targets:0:Channel", "chat"), ("Rules:batch:Batch:Window", "00:10:00"));
        await engine.PublishAsync(Alerts.Message("a"));

        await RestartAsync(engine);
        await RestartAsync(engine, ("Rules:other:Targets:0:Channel", "mail"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(10));

        engine.Channel("chat").ShouldHaveDeliveredOnce();
        engine.Channel("mail").ShouldHaveNothing();
    }

    [Fact]
    public async Task Restart_RuleWithADebounceIsRenamed_TellsWhatItsWindowHeld()
    {
        var engine = await StartAsync(("Rules:old:Targets:0:Channel", "chat"), ("Rules:old:Debounce:Window", "00:00:30"));
        await engine.PublishAsync(Alerts.Message());
        await engine.PublishAsync(Alerts.Message());

        await RestartAsync(engine, ("Rules:new:Targets:0:Channel", "chat"), ("Rules:new:Debounce:Window", "00:00:30"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("chat").Deliveries.Sum(static d => d.Aggregate?.Count ?? 1).ShouldBe(2);
        engine.Statistics.PendingMatches.ShouldBe(0);
    }

    [Fact]
    public async Task Restart_RuleOfAHeldAlertIsGone_TellsItWhenTheSilenceEnds()
    {
        var engine = await StartAsync(("Rules:r:Targets:0:Channel", "chat"), Night, ("Silences:night:AnyOf:0:Matchers:0", "alertname=disk"));
        await engine.PublishAsync(Alerts.Firing());
        engine.Channel("chat").ShouldHaveNothing();

        await RestartAsync(engine, Night, ("Silences:night:AnyOf:0:Matchers:0", "alertname=disk"));
        await engine.AdvanceAsync(TimeSpan.FromHours(2));

        engine.Channel("chat").ShouldHaveTold(NotificationStatus.Firing);
    }

    [Fact]
    public async Task Restart_RuleOfARetryIsGone_ItsFallbackIsStillEngaged()
    {
        var engine = await StartAsync(("Rules:r:Targets:0:Channel", "chat"), ("Rules:r:Fallback:0:Channel", "mail"));
        engine.Channel("chat").Respond(DeliveryResult.Retry("down"));
        await engine.PublishAsync(Alerts.Message());

        await RestartAsync(engine);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(10));

        engine.Channel("mail").ShouldHaveDeliveredOnce();
    }

    [Fact]
    public async Task Restart_OnRemovedReport_IsReported()
    {
        var engine = await StartAsync(("Rules:batch:Targets:0:Channel", "chat"), ("Rules:batch:Batch:Window", "00:10:00"));
        await engine.PublishAsync(Alerts.Message(id: "a"));

        await RestartAsync(engine, ("Engine:OnRemoved", "Report"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(10));

        engine.Channel("chat").ShouldHaveNothing();
        engine.Statistics.PendingMatches.ShouldBe(0);
    }

    [Fact]
    public async Task Restart_RuleChangedByAReload_TheLatestIsKept()
    {
        var engine = await StartAsync(("Rules:batch:Targets:0:Channel", "chat"), ("Rules:batch:Batch:Window", "00:10:00"));
        _section.Set(("Rules:batch:Targets:0:Channel", "mail"), ("Rules:batch:Batch:Window", "00:10:00"));
        await engine.PublishAsync(Alerts.Message());

        await RestartAsync(engine);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(10));

        engine.Channel("chat").ShouldHaveNothing();
        engine.Channel("mail").ShouldHaveDeliveredOnce();
    }

    [Fact]
    public async Task Restart_NothingWaitsForTheRule_ItIsForgotten()
    {
        var engine = await StartAsync(("Rules:r:Targets:0:Channel", "chat"));
        await engine.PublishAsync(Alerts.Message());
        var states = engine.Internals.Context.Store.Count().States;

        await RestartAsync(engine);

        engine.Internals.Context.Store.Count().States.ShouldBe(states - 1);
        engine.Internals.Context.Retired.ShouldBeEmpty();
    }

    private async ValueTask<EngineHarness> StartAsync(params (string, string)[] keys)
    {
        _section.Set(keys);
        return await StartAsync(StoreMode.RoundTrip, n => n.AddRecordingChannel("chat").AddRecordingChannel("mail").AddConfiguration(_section.Root), restarts: false);
    }

    /// <summary>The next process has another configuration.</summary>
    private async ValueTask RestartAsync(EngineHarness engine, params (string, string)[] keys)
    {
        var store = (RoundTripStore)engine.Internals.Context.Store;
        await engine.RestartAsync(() =>
        {
            _section.Set(keys);
            return store.Crash();
        });
        await engine.WaitForIdleAsync();
    }
}
