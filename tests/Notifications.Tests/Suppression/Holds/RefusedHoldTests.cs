using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Conformance.Storage;
using Notifications.Publishing;
using Notifications.Storage;
using Notifications.Suppression.Holds;
using Notifications.Suppression.Silences;
using Notifications.Testing;
using Notifications.Tests.Hosting;

namespace Notifications.Tests.Suppression.Holds;

/// <summary>What ends a hold, and what follows from it, is tried again where the store refuses it, and neither lost nor told twice where the process ends in between.</summary>
public sealed class RefusedHoldTests : HoldTest
{
    private readonly StoreFaults _faults = new();
    private readonly MemorySection _section = new();

    [Fact]
    public async Task Resolved_StoreRefusesTheEndOfASilence_ItEndsASecondLater()
    {
        var engine = await StartAsync();
        var silence = await CreateAsync(engine, Silence() with { EndsAt = null, UntilResolved = true });
        await engine.PublishAsync(Alerts.Firing());
        _faults.Refuse = Refuses<SilenceRecord>;

        await engine.PublishAsync(Alerts.Resolved());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(10));
        Silences(engine).Find(silence.Id)!.State.ShouldBe(SilenceState.Active);
        _faults.Refuse = null;
        await engine.AdvanceAsync(TimeSpan.FromSeconds(1));

        Silences(engine).Find(silence.Id)!.State.ShouldBe(SilenceState.Expired);
        engine.Channel("pager").ShouldHaveNothing();
    }

    [Fact]
    public async Task Resolved_FiresAgainBeforeTheSilenceCouldEnd_StaysHeldAndIsToldNever()
    {
        var engine = await StartAsync();
        var silence = await CreateAsync(engine, Silence() with { EndsAt = null, UntilResolved = true });
        await engine.PublishAsync(Alerts.Firing());
        _faults.Refuse = Refuses<SilenceRecord>;
        await engine.PublishAsync(Alerts.Resolved());

        await engine.PublishAsync(Alerts.Firing());
        _faults.Refuse = null;
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        // It holds one again, that has to be resolved first.
        Silences(engine).Find(silence.Id)!.State.ShouldBe(SilenceState.Active);
        await engine.PublishAsync(Alerts.Resolved());
        Silences(engine).Find(silence.Id)!.State.ShouldBe(SilenceState.Expired);
        engine.Channel("pager").ShouldHaveNothing();
    }

    [Fact]
    public async Task Quiet_StoreRefusesTheEndOfASilence_ItEndsASecondLater()
    {
        var engine = await StartAsync();
        var silence = await CreateAsync(engine, Silence() with { EndsAt = null, UntilQuietFor = TimeSpan.FromMinutes(5) });
        _faults.Refuse = Refuses<SilenceRecord>;
        await engine.AdvanceAsync(TimeSpan.FromMinutes(7));
        Silences(engine).Find(silence.Id)!.State.ShouldBe(SilenceState.Active);

        _faults.Refuse = null;
        await engine.AdvanceAsync(TimeSpan.FromSeconds(1));

        Silences(engine).Find(silence.Id)!.State.ShouldBe(SilenceState.Expired);
    }

    [Fact]
    public async Task Retention_StoreRefusesToForget_ItIsForgottenASecondLater()
    {
        var engine = await StartAsync();
        var silence = await CreateAsync(engine, Silence() with { EndsAt = EngineHarness.DefaultStart.AddHours(1) });
        await engine.AdvanceAsync(TimeSpan.FromHours(2));
        _faults.Refuse = Refuses<SilenceRecord>;
        await engine.AdvanceAsync(TimeSpan.FromDays(5));
        Silences(engine).Find(silence.Id).ShouldNotBeNull();

        _faults.Refuse = null;
        await engine.AdvanceAsync(TimeSpan.FromSeconds(1));

        Silences(engine).Find(silence.Id).ShouldBeNull();
    }

    [Fact]
    public async Task Release_StoreRefuses_IsToldOnceASecondLater()
    {
        var engine = await StartAsync();
        var silence = await CreateAsync(engine, Silence());
        await engine.PublishAsync(Alerts.Firing());
        _faults.Refuse = Refuses<HeldAlert>;
        await ExpireAsync(engine, silence);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(2));
        engine.Channel("pager").ShouldHaveNothing();
        engine.Statistics.PendingMatches.ShouldBe(1);

        _faults.Refuse = null;
        await engine.AdvanceAsync(TimeSpan.FromSeconds(1));

        engine.Channel("pager").ShouldHaveTold(Firing);
        engine.Statistics.PendingMatches.ShouldBe(0);
    }

    [Fact]
    public async Task Release_StoreRefusesAndItEndsMeanwhile_NobodyIsTold()
    {
        var engine = await StartAsync();
        var silence = await CreateAsync(engine, Silence());
        await engine.PublishAsync(Alerts.Firing());
        _faults.Refuse = Refuses<HeldAlert>;
        await ExpireAsync(engine, silence);
        await engine.AdvanceAsync(TimeSpan.FromSeconds(10.5));

        _faults.Refuse = null;
        await engine.PublishAsync(Alerts.Resolved());
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("pager").ShouldHaveNothing();
        engine.Statistics.PendingMatches.ShouldBe(0);
    }

    [Theory, BothStores]
    public async Task Reload_EndComesBeforeTheRelease_NobodyIsTold(StoreMode mode)
    {
        Silenced(true);
        var engine = await StartAsync(mode, Configure, restarts: false);
        await engine.PublishAsync(Alerts.Firing());
        var gate = await EnterAsync(engine);

        // The end is first at the gate, what the reload has freed is second.
        var end = engine.Publisher.PublishAsync(Alerts.Resolved(), TestContext.Current.CancellationToken).AsTask();
        Silenced(false);
        gate.Release();
        (await end).IsAccepted.ShouldBeTrue();
        await engine.WaitForIdleAsync();

        engine.Channel("pager").ShouldHaveNothing();
        engine.Statistics.PendingMatches.ShouldBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reload_ProcessEndsBeforeTheRelease_TheNextOneTellsItOnce(bool resolves)
    {
        Silenced(true);
        var engine = await StartAsync(StoreMode.RoundTrip, Configure, restarts: false, faults: _faults);
        ExpectsErrors = true; // The process that is gone cannot commit what it was about to.
        await engine.PublishAsync(Alerts.Firing());
        var gate = await EnterAsync(engine);
        Silenced(false);

        await engine.RestartAsync(((RoundTripStore)engine.Internals.Context.Store).Crash);
        gate.Release();
        await engine.WaitForIdleAsync();
        engine.Channel("pager").ShouldHaveTold(Firing);
        if (resolves)
            await engine.PublishAsync(Alerts.Resolved());
        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        engine.Channel("pager").ShouldHaveTold(resolves ? [Firing, Resolved] : [Firing]);
        engine.Statistics.PendingMatches.ShouldBe(0);
    }

    private static CommitKind? Refuses<TState>(ChangeBatch batch)
    {
        foreach (ref readonly var change in batch.States)
        {
            if (change.State is TState && change.Kind != ChangeKind.Add)
                return CommitKind.Unavailable;
        }

        return null;
    }

    /// <summary>Takes the turn of all that is about the alert.</summary>
    private static async Task<SemaphoreSlim> EnterAsync(EngineHarness engine)
    {
        var alert = Alerts.Firing();
        var gate = engine.Internals.Context.Stripes[EventIdentity.Of(alert with { Labels = LabelSet.From(alert.Labels) })].Gate;
        await gate.WaitAsync(TestContext.Current.CancellationToken);
        return gate;
    }

    private void Silenced(bool isSilenced)
    {
        if (isSilenced)
            _section.Set(("Silences:0:Name", "fixed"), ("Silences:0:AnyOf:0:Matchers:0", "alertname=disk"));
        else
            _section.Set();
    }

    private async Task<EngineHarness> StartAsync()
    {
        ExpectsErrors = true;
        return await StartAsync(StoreMode.RoundTrip, Configure, restarts: false, faults: _faults);
    }

    private void Configure(INotificationsBuilder n) => n.AddRecordingChannel("pager").AddRule("all", static r => r.To("pager")).AddConfiguration(_section.Root);
}
