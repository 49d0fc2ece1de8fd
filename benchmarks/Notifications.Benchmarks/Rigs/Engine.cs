using Microsoft.Extensions.DependencyInjection;
using Notifications.Benchmarks.Ratios;
using Notifications.Hosting;
using Notifications.Tracking;

namespace Notifications.Benchmarks.Rigs;

/// <summary>An engine as a host has it, without the host.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Engine(ServiceProvider services)
    {
        _services = services;
        Control = services.GetRequiredService<INotificationEngine>();
        Publisher = services.GetRequiredService<INotificationPublisher>();
    }

    public IServiceProvider Services => _services;

    public INotificationEngine Control { get; }

    public INotificationPublisher Publisher { get; }

    public static async ValueTask<Engine> StartAsync(Action<INotificationsBuilder> configure)
    {
        var services = new ServiceCollection();
        services.AddNotifications(configure);
        var engine = new Engine(services.BuildServiceProvider());
        await engine.Control.StartAsync();
        return engine;
    }

    public NotificationStatistics Read() => Control.GetStatistics();

    /// <summary>Proves that each event of a run was accepted, each delivery is over and delivered (or sent), and the two laws hold.</summary>
    public async ValueTask VerifyAsync(NotificationStatistics before, long events, long deliveries)
    {
        await Control.WaitForIdleAsync();
        var now = Read();
        Check(now.Published - before.Published == events && now.Accepted - before.Accepted == events, $"{events} events were published, {now.Accepted - before.Accepted} accepted");
        var done = now.Delivered + now.Sent - before.Delivered - before.Sent;
        Check(done == deliveries, $"{deliveries} deliveries were due, {done} delivered or sent");
        Laws(now);
        Check(now.Pending == 0, $"{now.Pending} deliveries are pending");
    }

    /// <summary>Proves the laws of accounting.</summary>
    public static void Laws(NotificationStatistics s)
    {
        Check(s.Published == s.Refused + s.Duplicate + s.Accepted, $"the law of events is broken: {s}");
        Check(s.Matched == s.Notified + s.Merged + s.Suppressed + s.PendingMatches, $"the law of matches is broken: {s}");
        Check(s.Created == s.Delivered + s.Sent + s.Rejected + s.Expired + s.DeadLettered + s.Cancelled + s.Dropped + s.Pending, $"the law of deliveries is broken: {s}");
    }

    public async ValueTask DisposeAsync()
    {
        await Control.StopAsync();
        await _services.DisposeAsync();
    }

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
            throw new AccountingException(otherwise);
    }
}
