using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Notifications.Conformance.Engine;
using Notifications.Conformance.Storage;
using Notifications.Dispatch;
using Notifications.Storage;
using Notifications.Testing;

namespace Notifications.Tests.Tracking;

/// <summary>An outcome that the store does not take: it is seen, it holds up nobody else, it is not sent again and never lost.</summary>
public sealed class UnrecordedOutcomeTests : EngineTest
{
    private readonly StoreFaults _faults = new();
    private readonly ConcurrentQueue<bool> _seen = new();
    private readonly HeardLog _log = new();

    [Fact]
    public async Task Refused_OneForEver_OthersGoOnAndItIsNotSentAgain()
    {
        var engine = await StartAsync();
        _faults.Refuse = static batch => IsOutcomeOf(batch, "poison") ? CommitKind.Unavailable : null;
        await engine.PublishAsync(Alerts.Message("poison"));
        await engine.PublishAsync(Alerts.Message("other"));

        await engine.AdvanceAsync(TimeSpan.FromHours(3));

        engine.Channel("pager").Attempts.Select(static a => a.Message.Event.Subject).ShouldBe(["poison", "other"]);
        engine.Internals.Context.Outstanding.ShouldBe(1);
        engine.Statistics.Pending.ShouldBe(1);
        engine.AssertAccounting();
        (await HealthAsync(engine)).Status.ShouldBe(HealthStatus.Degraded);
        engine.Errors.ShouldContain(static e => e.Contains("is recorded again", StringComparison.Ordinal));

        _faults.Refuse = null;
        await engine.AdvanceAsync(TimeSpan.FromMinutes(5));
        engine.Channel("pager").ShouldHaveDelivered(2);
        engine.Statistics.Pending.ShouldBe(0);
        (await HealthAsync(engine)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Refused_OneForEver_TheNextProcessSendsItAgain()
    {
        var engine = await StartAsync();
        _faults.Refuse = static batch => IsOutcomeOf(batch, "poison") ? CommitKind.Unavailable : null;
        await engine.PublishAsync(Alerts.Message("poison"));
        await engine.PublishAsync(Alerts.Message("other"));
        await engine.AdvanceAsync(TimeSpan.FromMinutes(3));

        _faults.Refuse = null;
        await engine.RestartAsync(((RoundTripStore)engine.Internals.Context.Store).Crash);
        await engine.WaitForIdleAsync();

        engine.Channel("pager").Attempts.Select(static a => a.Message.Event.Subject).ShouldBe(["poison", "other", "poison"]);
        engine.Statistics.Pending.ShouldBe(0);
    }

    [Fact]
    public async Task Refused_OutcomeOfABeginning_ItsEndIsTakenAndToldAfterIt()
    {
        var engine = await StartAsync();
        _faults.Refuse = static batch => IsOutcomeOf(batch, "f") ? CommitKind.Unavailable : null;
        await engine.PublishAsync(Alerts.Firing() with { Subject = "f" });

        (await engine.PublishAsync(Alerts.Resolved())).IsAccepted.ShouldBeTrue();
        await engine.AdvanceAsync(TimeSpan.FromMinutes(10));
        engine.Channel("pager").ShouldHaveTold(NotificationStatus.Firing);
        _faults.Refuse = null;
        await engine.AdvanceAsync(TimeSpan.FromMinutes(5));

        engine.Channel("pager").ShouldHaveTold(NotificationStatus.Firing, NotificationStatus.Resolved);
        engine.Statistics.Pending.ShouldBe(0);
    }

    [Fact]
    public async Task Refused_OneForEver_IsUnderWayUntilTheTimeOfTheNextAttemptIsSet()
    {
        var engine = await StartAsync();
        _faults.Refuse = static batch => IsOutcomeOf(batch, "poison") ? CommitKind.Unavailable : null;
        _log.Written = e =>
        {
            // What is logged is between two attempts: who let time pass now would pass the time of the next one.
            if (e.Contains("is recorded again", StringComparison.Ordinal))
                _seen.Enqueue(engine.Internals.IsIdle());
        };
        await engine.PublishAsync(Alerts.Message("poison"));
        await engine.PublishAsync(Alerts.Message("other"));

        await engine.AdvanceAsync(TimeSpan.FromHours(3));

        _seen.Count.ShouldBeGreaterThan(10);
        _seen.ShouldNotContain(true);
    }

    [Fact]
    public async Task Refused_StoreTakesNothing_NoMoreIsSentThanWorkersWait()
    {
        var engine = await StartAsync();
        engine.Internals.Context.Channels.Find("pager")!.Pool.PauseUntil(EngineHarness.DefaultStart.AddMinutes(1).UtcTicks);
        for (var i = 0; i < 5; i++)
            await engine.PublishAsync(Alerts.Message($"{i}"));

        _faults.Refuse = static _ => CommitKind.Unavailable;
        await engine.AdvanceAsync(TimeSpan.FromMinutes(30));
        engine.Channel("pager").Attempts.Count.ShouldBe(1);
        _faults.Refuse = null;
        await engine.AdvanceAsync(TimeSpan.FromMinutes(1));

        engine.Channel("pager").ShouldHaveDelivered(5);
        engine.Channel("pager").Attempts.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Refused_ConflictsAmongOtherRefusals_AreBelievedAtLast()
    {
        var engine = await StartAsync();
        var refusals = 0;
        _faults.Refuse = batch => IsOutcomeOf(batch, "poison") ? ++refusals % 2 == 0 ? CommitKind.Conflict : CommitKind.Unavailable : null;
        await engine.PublishAsync(Alerts.Message("poison"));
        await engine.PublishAsync(Alerts.Message("other"));

        await engine.AdvanceAsync(TimeSpan.FromHours(1));

        refusals.ShouldBeLessThan(20);
        engine.Internals.Context.Outstanding.ShouldBe(0);
        engine.Channel("pager").Attempts.Count.ShouldBe(2);

        // This store has it all the same: whoever has the store next, ends it.
        _faults.Refuse = null;
        await engine.RestartAsync(((RoundTripStore)engine.Internals.Context.Store).Crash);
        await engine.WaitForIdleAsync();
        engine.Statistics.Pending.ShouldBe(0);
    }

    private static bool IsOutcomeOf(ChangeBatch batch, string subject)
    {
        foreach (ref readonly var change in batch.Items)
        {
            if (change is { Kind: ChangeKind.Remove, Item: Delivery delivery } && delivery.SourceEvent.Subject == subject)
                return true;
        }

        return false;
    }

    private static async Task<HealthReport> HealthAsync(EngineHarness engine) =>
        await engine.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);

    private async Task<EngineHarness> StartAsync()
    {
        ExpectsErrors = true;
        return await StartAsync(
            StoreMode.RoundTrip,
            static n => n.AddRecordingChannel("pager").AddRule("r", static r => r.OnEvent("**").To("pager")).ConfigureChannel("pager", static c => c.Workers = 1),
            services => services.AddSingleton<ILoggerProvider>(_log).AddHealthChecks().AddNotifications(),
            restarts: false,
            _faults);
    }
}
