using Microsoft.Extensions.DependencyInjection;
using Notifications.Properties;
using Notifications.Tracking;

namespace Notifications.Hostile;

/// <summary>Base: whatever a test throws at the engine, the others are served and the accounts balance.</summary>
public abstract class HostileTest : IAsyncLifetime
{
    private World? _world;

    internal World World => _world!;

    internal NotificationStatistics Statistics => World.Handle.GetStatistics();

    internal async Task StartAsync(Action<INotificationsBuilder> configure, Action<IServiceCollection>? add = null, bool roundTrip = true, params string[] costly)
    {
        _world = new World(roundTrip ? StoreKind.RoundTrip : StoreKind.Memory, configure, new Dictionary<string, bool> { ["a"] = costly.Contains("a"), ["b"] = false }, add);
        await _world.StartAsync();
    }

    internal async Task<PublishResult> PublishAsync(NotificationEvent e)
    {
        var result = await World.Publisher.PublishAsync(e);
        await World.IdleAsync();
        return result;
    }

    /// <summary>Others are served as if nothing had been.</summary>
    internal async Task ShouldServeOthersAsync()
    {
        var before = World.Calls.Count(static c => c.Channel == "b" && c.IsTold);
        (await PublishAsync(new NotificationEvent { Type = "other" })).Kind.ShouldBe(PublishKind.Accepted);
        World.Calls.Count(static c => c.Channel == "b" && c.IsTold).ShouldBe(before + 1);
    }

    internal void ShouldBalance()
    {
        var s = Statistics;
        (s.Refused + s.Duplicate + s.Accepted).ShouldBe(s.Published);
        (s.Notified + s.Merged + s.Suppressed + s.PendingMatches).ShouldBe(s.Matched);
        (s.Delivered + s.Sent + s.Rejected + s.Expired + s.DeadLettered + s.Cancelled + s.Dropped + s.Pending).ShouldBe(s.Created);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_world is null)
            return;
        if (TestContext.Current.TestState?.Result != TestResult.Failed)
            ShouldBalance();
        await _world.DisposeAsync();
    }

    internal static void ToOthers(INotificationsBuilder n) => n.AddRule("others", static r => r.OnEvent("other").To("b"));
}
