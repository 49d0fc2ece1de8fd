using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Conformance.Engine;
using Notifications.Conformance.Storage;
using Notifications.Storage;
using Notifications.Testing;

namespace Notifications.Tests.Policy;

public sealed class LimitReliabilityTests : EngineTest
{
    [Fact]
    public async Task Publish_FirstCommitFails_LimitIsNeitherUsedUpNorDead()
    {
        ExpectsErrors = true;
        var faults = new StoreFaults();
        var engine = await StartAsync(StoreMode.RoundTrip, n => Limited(n, static l => l.Allow(1, TimeSpan.FromMinutes(10))), restarts: false, faults: faults);
        faults.Fail(1, CommitKind.Unavailable);

        (await engine.PublishAsync(new NotificationEvent { Type = "a" })).IsAccepted.ShouldBeFalse();
        await engine.PublishAsync(new NotificationEvent { Type = "b" });
        await engine.PublishAsync(new NotificationEvent { Type = "c" });
        engine.Channel("mail").ShouldHaveDelivered(1);
        await engine.AdvanceAsync(TimeSpan.FromMinutes(11));

        engine.Channel("mail").ShouldHaveDelivered(2);
    }

    [Fact]
    public async Task Advance_CommitOfAReleaseFails_DeliveryIsReleasedLater()
    {
        ExpectsErrors = true;
        var faults = new StoreFaults();
        var engine = await StartAsync(StoreMode.RoundTrip, n => Limited(n, static l => l.Allow(1, TimeSpan.FromMinutes(10))), restarts: false, faults: faults);
        await engine.PublishAsync(new NotificationEvent { Type = "a" });
        await engine.PublishAsync(new NotificationEvent { Type = "b" });
        var commits = 0;
        faults.Rule = _ => Interlocked.Increment(ref commits) == 1 ? CommitKind.Unavailable : null;

        await engine.AdvanceAsync(TimeSpan.FromMinutes(11));

        commits.ShouldBeGreaterThan(1);
        engine.Channel("mail").ShouldHaveDelivered(2);
    }

    [Theory, BothStores]
    public async Task Publish_EndWhileTheFiringIsOnItsWay_PassesTheLimit(StoreMode mode)
    {
        var engine = await StartAsync(mode, n => Limited(n, static l => l.Allow(1, TimeSpan.FromHours(1)).Drop()), restarts: false);
        engine.Channel("mail").Hang();
        await engine.PublishAsync(new NotificationEvent { Type = "alert", Subject = "disk", Status = NotificationStatus.Firing });
        await engine.PublishAsync(new NotificationEvent { Type = "alert", Subject = "disk", Status = NotificationStatus.Resolved });
        engine.Channel("mail").Release();
        await engine.WaitForIdleAsync();

        engine.Channel("mail").ShouldHaveTold(NotificationStatus.Firing, NotificationStatus.Resolved);
    }

    private static void Limited(INotificationsBuilder builder, Action<LimitBuilder> limit) =>
        builder.AddRecordingChannel("mail").AddRule("r", r => r.OnEvent("*").To("mail")).AddLimit("all", limit);
}
