using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Storage;
using Notifications.Testing;

namespace Notifications.Tests.Suppression;

public sealed class TruthfulStatusTests : EngineTest
{
    private const NotificationStatus Firing = NotificationStatus.Firing;
    private const NotificationStatus Resolved = NotificationStatus.Resolved;

    [Theory, BothStores]
    public async Task Resolved_AfterFiringWasTold_IsTold(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);

        await engine.PublishAsync(Alerts.Firing());
        await engine.PublishAsync(Alerts.Resolved());

        engine.Channel("pager").ShouldHaveTold(Firing, Resolved);
    }

    [Theory, BothStores]
    public async Task Resolved_Repeated_IsToldOnce(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);

        await engine.PublishAsync(Alerts.Firing());
        await engine.PublishAsync(Alerts.Resolved());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(15));
        await engine.PublishAsync(Alerts.Resolved(id: "again"));

        engine.Channel("pager").ShouldHaveTold(Firing, Resolved);
        (await engine.ExplainAsync("again")).Decisions.ShouldContain(d => d.Reason == DecisionReason.AlreadyTold);
        engine.Statistics.Merged.ShouldBe(1);
    }

    [Theory, BothStores]
    public async Task Resolved_FiringWasNeverTold_IsNotTold(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        engine.Channel("pager").FailTimes(1, DeliveryResult.Rejected(RejectionKind.Content, "too long"));

        await engine.PublishAsync(Alerts.Firing());
        await engine.PublishAsync(Alerts.Resolved(id: "end"));

        engine.Channel("pager").ShouldHaveTold();
        (await engine.ExplainAsync("end")).Decisions.ShouldContain(d => d.Reason == DecisionReason.NeverTold);
    }

    [Theory, BothStores]
    public async Task Resolved_UnknownAlert_IsTold(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);

        await engine.PublishAsync(Alerts.Resolved());

        engine.Channel("pager").ShouldHaveTold(Resolved);
    }

    [Theory, BothStores]
    public async Task Resolved_FiringWaitsForItsRetry_SupersedesIt(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        engine.Channel("pager").FailTimes(1);

        await engine.PublishAsync(Alerts.Firing(id: "begin"));
        await engine.PublishAsync(Alerts.Resolved());
        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        engine.Channel("pager").Attempts.Count.ShouldBe(1);
        var firing = (await engine.ExplainAsync("begin")).Deliveries[0];
        firing.Reasons.ShouldContain(DecisionReason.Superseded);
        firing.State.ShouldBe(DeliveryState.Cancelled);
    }

    [Theory, BothStores]
    public async Task Resolved_FiringMayHaveArrived_IsToldAfterIt(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        engine.Channel("pager").FailTimes(1, DeliveryResult.Unknown("cut off"));

        await engine.PublishAsync(Alerts.Firing());
        await engine.PublishAsync(Alerts.Resolved());
        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        engine.Channel("pager").Deliveries[^1].Status.ShouldBe(Resolved);
    }

    [Theory, BothStores]
    public async Task Resolved_WhileFiringIsUnderWay_ComesAfterIt(StoreMode mode)
    {
        var engine = await StartAsync(mode, Configure);
        engine.Channel("pager").Hang();

        await engine.PublishAsync(Alerts.Firing());
        await engine.PublishAsync(Alerts.Resolved());
        engine.Channel("pager").Attempts.Count.ShouldBe(1);
        engine.Channel("pager").Release();
        await engine.WaitForIdleAsync();

        engine.Channel("pager").ShouldHaveTold(Firing, Resolved);
    }

    [Theory, BothStores]
    public async Task Resolved_FallbackWasTold_GoesToTheFallbackAlone(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("pager").AddRecordingChannel("mail")
            .AddRule("r", r => r.OnEvent("**").To("pager").FallbackTo("mail", "ops@acme.com")));
        engine.Channel("pager").FailTimes(1, DeliveryResult.Rejected(RejectionKind.Recipient, "unknown user"));

        await engine.PublishAsync(Alerts.Firing());
        await engine.PublishAsync(Alerts.Resolved());

        engine.Channel("pager").Attempts.Count.ShouldBe(1);
        engine.Channel("mail").ShouldHaveTold(Firing, Resolved);
        engine.Channel("mail").Deliveries[1].Destination.ShouldBe("ops@acme.com");
    }

    [Theory, BothStores]
    public async Task Resolved_MatchesNoRule_IsToldWhereFiringWas(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("pager").AddRule("r", r => r.OnEvent("**").MinSeverity(Severity.High).To("pager")));

        await engine.PublishAsync(Alerts.Firing(severity: Severity.Critical));
        var result = await engine.PublishAsync(Alerts.Resolved(severity: Severity.Info, id: "end"));

        result.Kind.ShouldBe(PublishKind.Accepted);
        engine.Channel("pager").ShouldHaveTold(Firing, Resolved);
        (await engine.ExplainAsync("end")).Deliveries[0].Reasons.ShouldContain(DecisionReason.TruthfulEnd);
    }

    [Theory, BothStores]
    public async Task Firing_AgainAfterResolved_IsToldAgain(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("pager").AddRule("r", r => r.OnEvent("**").Debounce().To("pager")));

        for (var i = 0; i < 2; i++)
        {
            await engine.PublishAsync(Alerts.Firing());
            await engine.PublishAsync(Alerts.Resolved());
        }

        engine.Channel("pager").ShouldHaveTold(Firing, Resolved, Firing, Resolved);
    }

    [Theory, BothStores]
    public async Task Resolved_Deduplicated_IsToldNevertheless(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("pager").AddRule("r", r => r.OnEvent("**").Deduplicate(TimeSpan.FromDays(1)).To("pager")));

        for (var i = 0; i < 2; i++)
        {
            await engine.PublishAsync(Alerts.Firing());
            await engine.PublishAsync(Alerts.Resolved());
        }

        engine.Channel("pager").ShouldHaveTold(Firing, Resolved, Firing, Resolved);
    }

    [Theory, BothStores]
    public async Task Resolved_NotTracked_HasTheKeyOfItsFiring(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("mail").AddRule("r", r => r.To("mail")).ConfigureEngine(static o => o.MaxTrackedAlerts = 1), restarts: false);
        foreach (var name in (string[])["disk", "cpu"])
        {
            await engine.PublishAsync(Alerts.Firing(name));
            await engine.PublishAsync(Alerts.Resolved(name));
            await engine.WaitForIdleAsync();
        }

        var told = engine.Channel("mail").Deliveries;
        told.Count.ShouldBe(4);
        told.ShouldAllBe(static m => m.CorrelationKey != null);
        told.Select(static m => m.CorrelationKey).Distinct().Count().ShouldBe(2);
    }

    [Theory, BothStores]
    public async Task Resolved_ADayLater_IsStillTold(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => n.AddRecordingChannel("pager").AddRule("r", r => r.OnEvent("**").MinSeverity(Severity.High).To("pager")));

        await engine.PublishAsync(Alerts.Firing());
        await engine.AdvanceAsync(TimeSpan.FromDays(1));
        await engine.PublishAsync(Alerts.Resolved(severity: Severity.Info));

        engine.Channel("pager").ShouldHaveTold(Firing, Resolved);
    }

    private static void Configure(INotificationsBuilder n) => n.AddRecordingChannel("pager").AddRule("r", r => r.OnEvent("**").To("pager"));
}
