using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Conformance.Engine;
using Notifications.Testing;

namespace Notifications.Tests.Hosting;

public sealed class ReloadTests : EngineTest
{
    private readonly MemorySection _section = new();

    [Theory, BothStores]
    public async Task Reload_DebounceWindowRuns_KeepsItsTimerAndWhatItHolds(StoreMode mode)
    {
        _section.Set(("Rules:0:Name", "r"), ("Rules:0:EventTypes:0", "**"), ("Rules:0:Targets:0:Channel", "mail"), ("Rules:0:Debounce:Window", "00:00:30"));
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddRecordingChannel("chat").AddConfiguration(_section.Root));
        await engine.PublishAsync(Alerts.Firing());
        await engine.PublishAsync(Alerts.Firing());

        _section.Set(("Rules:0:Name", "r"), ("Rules:0:EventTypes:0", "**"), ("Rules:0:Targets:0:Channel", "chat"), ("Rules:0:Debounce:Window", "00:10:00"));
        await engine.PublishAsync(Alerts.Firing());
        engine.Channel("chat").ShouldHaveNothing();
        await engine.AdvanceToAsync(EngineHarness.DefaultStart.AddSeconds(30));

        engine.Channel("chat").ShouldHaveDeliveredOnce().Aggregate!.Count.ShouldBe(2);
        engine.Channel("mail").ShouldHaveDeliveredOnce();
    }

    [Theory, BothStores]
    public async Task Reload_RuleIsGone_WhatItHeldIsDelivered(StoreMode mode)
    {
        _section.Set(("Rules:0:Name", "r"), ("Rules:0:EventTypes:0", "**"), ("Rules:0:Targets:0:Channel", "mail"), ("Rules:0:Debounce:Window", "00:00:30"));
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddConfiguration(_section.Root), restarts: false);
        await engine.PublishAsync(Alerts.Firing());
        await engine.PublishAsync(Alerts.Firing());

        _section.Set(("Rules:0:Name", "other"), ("Rules:0:EventTypes:0", "x"), ("Rules:0:Targets:0:Channel", "mail"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("mail").ShouldHaveDelivered(2)[1].Aggregate!.Count.ShouldBe(1);
    }

    [Theory, BothStores]
    public async Task Reload_DeliveriesWait_AreKept(StoreMode mode)
    {
        _section.Set(("Rules:0:Name", "r"), ("Rules:0:EventTypes:0", "**"), ("Rules:0:Targets:0:Channel", "mail"));
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddConfiguration(_section.Root));
        engine.Channel("mail").FailTimes(1);
        await engine.PublishAsync(Alerts.Message());

        _section.Set(("Rules:0:Name", "r"), ("Rules:0:EventTypes:0", "x"), ("Rules:0:Targets:0:Channel", "mail"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("mail").ShouldHaveDeliveredOnce();
    }

    [Theory, BothStores]
    public async Task Reload_NewRule_IsInForceForTheNextEvent(StoreMode mode)
    {
        _section.Set(("Rules:0:Name", "r"), ("Rules:0:EventTypes:0", "x"), ("Rules:0:Targets:0:Channel", "mail"));
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddConfiguration(_section.Root));
        (await engine.PublishAsync(Alerts.Message())).Kind.ShouldBe(PublishKind.Unrouted);

        _section.Set(("Rules:0:Name", "r"), ("Rules:0:EventTypes:0", "order.*"), ("Rules:0:Targets:0:Channel", "mail"));

        (await engine.PublishAsync(Alerts.Message())).Kind.ShouldBe(PublishKind.Accepted);
    }

    [Fact]
    public async Task Reload_Invalid_LeavesWhatRunsAndHealthSaysSo()
    {
        _section.Set(("Rules:0:Name", "r"), ("Rules:0:EventTypes:0", "**"), ("Rules:0:Targets:0:Channel", "mail"));
        var engine = await StartAsync(StoreMode.Memory, n => n.AddRecordingChannel("mail").AddConfiguration(_section.Root));
        ExpectsErrors = true;

        _section.Set(("Rules:0:Name", "r"), ("Rules:0:EventTypes:0", "**"), ("Rules:0:Targets:0:Channel", "mial"));

        (await engine.PublishAsync(Alerts.Message())).Kind.ShouldBe(PublishKind.Accepted);
        engine.Internals.Context.Configuration.LastReloadErrors.ShouldHaveSingleItem().ToString().ShouldContain("mial");
    }

    [Fact]
    public async Task Start_InvalidConfiguration_NamesAllErrorsAtOnce()
    {
        var error = await Should.ThrowAsync<NotificationsConfigurationException>(() => EngineHarness.StartAsync(n => n.AddRecordingChannel("mail")
            .AddRule("a", r => r.OnEvent("**").To("mial"))
            .AddRule("b", r => r.OnEvent("**").To("mail").FallbackTo("pager"))).AsTask());

        error.Message.ShouldContain("mial");
        error.Message.ShouldContain("pager");
    }
}
