using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Conformance.Engine;
using Notifications.Testing;
using Notifications.Tests.Configuration;

namespace Notifications.Tests.Suppression.Holds;

public sealed class HoldConfigurationTests : HoldTest
{
    private const string Rules = """ "Rules": { "all": { "Targets": ["pager"] } } """;

    [Fact]
    public async Task Start_Invalid_ListsAllErrorsAtOnce()
    {
        var json = $$"""
            { {{Rules}},
              "Inhibitions": {
                "a": { "Sources": [ { "When": "event.labls.x == 'y'" } ], "Target": { "Matchers": ["b=~\"(\""] }, "Equal": ["x=y=z"], "Enabld": true },
                "b": { "Target": {} } },
              "Silences": { "c": { "AnyOf": [ { "Matchers": ["x!=y"] } ], "EndsAt": "2020-01-01", "StartsAt": "2021-01-01", "UntilResolved": true, "Recurrence": { "Cron": "x" } } } }
            """;

        var errors = (await Should.ThrowAsync<NotificationsConfigurationException>(async () => await StartAsync(StoreMode.Memory, n => Configure(n, json, out _)))).Errors;

        errors.Select(static e => e.Path).Distinct().ShouldBe(
            [
                "Inhibitions:a:Sources:0:When", "Inhibitions:a:Target:Matchers:0", "Inhibitions:a:Equal:0", "Inhibitions:a:Enabld", "Inhibitions:b:Sources", "Inhibitions:b:Target",
                "Silences:c:AnyOf:0", "Silences:c:EndsAt", "Silences:c", "Silences:c:Recurrence:Cron",
            ],
            ignoreOrder: true);
    }

    [Theory, BothStores]
    public async Task Reload_InhibitionSwitchedOff_FreesWhatItHeld(StoreMode mode)
    {
        ConfigurationText text = null!;
        var engine = await StartAsync(mode, n => Configure(
            n.AddInhibition("cluster", i => i.Source(s => s.WhereLabel("alertname=down")).Target(t => t.WhereLabel("alertname=disk"))), $$"""{ {{Rules}} }""", out text));
        await engine.PublishAsync(Alerts.Firing("down"));
        await engine.PublishAsync(Alerts.Firing("disk"));
        engine.Channel("pager").Deliveries.Count.ShouldBe(1);

        text.Change($$"""{ {{Rules}}, "Inhibitions": { "cluster": { "Enabled": false } } }""");
        await engine.WaitForIdleAsync();

        engine.Channel("pager").ShouldHaveTold(Firing, Firing);
        text.Change($$"""{ {{Rules}}, "Inhibitions": { "cluster": { "Target": { "Matchers": ["alertname=cpu"] } } } }""");
        await engine.PublishAsync(Alerts.Firing("cpu"));
        await engine.PublishAsync(Alerts.Firing("disk"));
        engine.Channel("pager").Deliveries.Select(static d => d.Event.Labels["alertname"]).ShouldBe(["down", "disk", "disk"]);
    }

    [Theory, BothStores]
    public async Task Reload_SourceResolvedWhileNoInhibitionWas_HoldsNothingAfterwards(StoreMode mode)
    {
        ConfigurationText text = null!;
        var engine = await StartAsync(mode, n => Configure(
            n.AddInhibition("cluster", i => i.Source(s => s.WhereLabel("alertname=down")).Target(t => t.WhereLabel("alertname=disk"))), $$"""{ {{Rules}} }""", out text));
        await engine.PublishAsync(Alerts.Firing("down"));
        text.Change($$"""{ {{Rules}}, "Inhibitions": { "cluster": { "Enabled": false } } }""");
        await engine.PublishAsync(Alerts.Resolved("down"));

        text.Change($$"""{ {{Rules}}, "Inhibitions": { "cluster": { "Enabled": true } } }""");
        await engine.PublishAsync(Alerts.Firing("disk"));

        engine.Channel("pager").ShouldHaveTold(Firing, Resolved, Firing);
        engine.AssertAccounting();
    }

    [Theory, BothStores]
    public async Task Reload_SilenceComesAndGoes_HoldsMeanwhile(StoreMode mode)
    {
        ConfigurationText text = null!;
        var engine = await StartAsync(mode, n => Configure(n, $$"""{ {{Rules}} }""", out text));
        text.Change($$"""{ {{Rules}}, "Silences": { "x": { "AnyOf": [ { "When": "event.labels.alertname.startsWith('di')" } ] } } }""");
        await engine.PublishAsync(Alerts.Firing("disk"));
        await engine.PublishAsync(Alerts.Firing("cpu"));
        engine.Channel("pager").Deliveries.Select(static d => d.Event.Labels["alertname"]).ShouldBe(["cpu"]);

        text.Change($$"""{ {{Rules}} }""");
        await engine.WaitForIdleAsync();

        engine.Channel("pager").Deliveries.Select(static d => d.Event.Labels["alertname"]).ShouldBe(["cpu", "disk"]);
        Silences(engine).List().ShouldBeEmpty();
    }

    [Theory, BothStores]
    public async Task Reload_RuleOfAHeldAlertIsGone_ItIsToldAllTheSame(StoreMode mode)
    {
        ConfigurationText text = null!;
        var engine = await StartAsync(mode, n => Configure(n, """{ "Rules": { "old": { "Targets": ["pager"] } } }""", out text), restarts: false);
        var silence = await CreateAsync(engine, Silence());
        await engine.PublishAsync(Alerts.Firing());

        text.Change("""{ "Rules": { "new": { "EventTypes": ["x"], "Targets": ["pager"] } } }""");
        await ExpireAsync(engine, silence);

        engine.Channel("pager").ShouldHaveTold(Firing);
    }

    private static void Configure(INotificationsBuilder n, string json, out ConfigurationText text) =>
        n.AddRecordingChannel("pager").AddConfiguration(ConfigurationText.Root(json, out text));
}
