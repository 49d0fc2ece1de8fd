using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Conformance.Storage;
using Notifications.Operations;
using Notifications.Storage;
using Notifications.Testing;
using Notifications.Tests.Configuration;

namespace Notifications.Tests.Dispatch;

/// <summary>The next release no longer has a channel that the store has work for.</summary>
public sealed class AbsentChannelTests : EngineTest
{
    private readonly MemorySection _section = new();
    private IServiceCollection _services = null!;
    private ServiceDescriptor _pager = null!;

    [Fact]
    public async Task Restart_ChannelIsGone_WaitsUntilTheDeadlineAndTheFallbackTellsIt()
    {
        var engine = await StartAsync(("Rules:r:Targets:0:Channel", "pager"), ("Rules:r:Fallback:0:Channel", "mail"));
        await PublishAsync(engine, 3);

        await RestartAsync(engine, hasPager: false, ("Rules:other:Targets:0:Channel", "mail"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(30));
        engine.Statistics.Pending.ShouldBe(3);
        engine.Channel("mail").ShouldHaveNothing();
        await engine.AdvanceAsync(TimeSpan.FromMinutes(31));

        engine.Statistics.Pending.ShouldBe(0);
        engine.Channel("mail").ShouldHaveDelivered(3);
        (await engine.ExplainAsync("e0")).Deliveries.ShouldContain(static d => d.Channel == "pager" && d.State == DeliveryState.Expired);
    }

    [Fact]
    public async Task Restart_ChannelIsBack_IsDeliveredAsIfItHadNeverGone()
    {
        var engine = await StartAsync(("Rules:r:Targets:0:Channel", "pager"));
        await PublishAsync(engine, 3);

        await RestartAsync(engine, hasPager: false, ("Rules:other:Targets:0:Channel", "mail"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(30));
        await RestartAsync(engine, hasPager: true, ("Rules:r:Targets:0:Channel", "pager"));

        engine.Channel("pager").Attempts.Count(static a => a.StartedAt >= EngineHarness.DefaultStart.AddMinutes(30) && a.IsDelivered).ShouldBe(3);
        engine.Statistics.Pending.ShouldBe(0);
    }

    [Fact]
    public async Task Restart_WithoutAFallback_IsADeadLetter()
    {
        var engine = await StartAsync(("Rules:r:Targets:0:Channel", "pager"));
        await PublishAsync(engine, 1);

        await RestartAsync(engine, hasPager: false, ("Rules:other:Targets:0:Channel", "mail"));
        await engine.AdvanceAsync(TimeSpan.FromHours(2));

        var operations = engine.Services.GetRequiredService<INotificationOperations>();
        (await operations.CountDeadLettersAsync(cancellationToken: TestContext.Current.CancellationToken)).ShouldBe(1);
    }

    [Fact]
    public async Task Restart_OnRemovedReport_EndsAtOnce()
    {
        var engine = await StartAsync(("Rules:r:Targets:0:Channel", "pager"));
        await PublishAsync(engine, 2);

        await RestartAsync(engine, hasPager: false, ("Rules:other:Targets:0:Channel", "mail"), ("Engine:OnRemoved", "Report"));

        engine.Statistics.Pending.ShouldBe(0);
        var ended = (await engine.ExplainAsync("e1")).Deliveries.ShouldHaveSingleItem();
        (ended.State, ended.Reasons[^1]).ShouldBe((DeliveryState.Dropped, DecisionReason.ChannelRemoved));
    }

    private static async Task PublishAsync(EngineHarness engine, int count)
    {
        engine.Channel("pager").Hang();
        for (var i = 0; i < count; i++)
            await engine.PublishAsync(Alerts.Message($"{i}", id: $"e{i}"));
    }

    private async ValueTask<EngineHarness> StartAsync(params (string, string)[] keys)
    {
        // The process that is gone says that its store is.
        ExpectsErrors = true;
        _section.Set(keys);
        return await StartAsync(
            StoreMode.RoundTrip,
            n => n.AddRecordingChannel("pager").AddRecordingChannel("mail").AddConfiguration(_section.Root),
            services => _services = services,
            restarts: false);
    }

    private async ValueTask RestartAsync(EngineHarness engine, bool hasPager, params (string, string)[] keys)
    {
        var store = (RoundTripStore)engine.Internals.Context.Store;
        await engine.RestartAsync(() =>
        {
            _section.Set(keys);
            if (hasPager)
                _services.Add(_pager);
            else
                _services.Remove(_pager = _services.Single(static s => s.ImplementationInstance is ChannelRegistration { Name: "pager" }));
            return store.Crash();
        });
        engine.Channel("pager").Release();
        await engine.WaitForIdleAsync();
    }
}
