using Notifications.Tracking;

namespace Notifications.Hosting;

/// <summary>What hosts and operators see of the engine.</summary>
internal sealed class EngineHandle(NotificationEngine engine) : INotificationEngine
{
    public DateTimeOffset? NextDue => engine.Context.Timers.NextDue;

    public ValueTask StartAsync(CancellationToken cancellationToken = default) =>
        engine.Context.IsRunning ? ValueTask.CompletedTask : engine.StartAsync(cancellationToken);

    public ValueTask<ShutdownReport> StopAsync(CancellationToken cancellationToken = default) => engine.Shutdown.RunAsync(cancellationToken);

    public NotificationStatistics GetStatistics()
    {
        var context = engine.Context;
        return StatisticsReader.Read(context) with
        {
            Retries = context.Counters.Read(Counter.Retries),
            Throttled = context.Counters.Read(Counter.Throttled),
            HeldByReason = context.Held.Read(),
            LastHour = ChannelFigures.Period(TimeSpan.FromHours(1), context.Channels.All),
            LastDay = ChannelFigures.Period(TimeSpan.FromDays(1), context.Channels.All),
        };
    }

    public ValueTask<NotificationTrace?> ExplainAsync(string eventId, CancellationToken cancellationToken = default) =>
        TraceReader.ReadAsync(engine.Context.Store, eventId, tenantId: null, cancellationToken);

    public ValueTask<NotificationTrace?> ExplainAsync(string eventId, string tenantId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tenantId);
        return TraceReader.ReadAsync(engine.Context.Store, eventId, tenantId, cancellationToken);
    }

    public ValueTask WaitForIdleAsync(CancellationToken cancellationToken = default) => engine.WaitForIdleAsync(cancellationToken);
}
