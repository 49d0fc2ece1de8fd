using Microsoft.Extensions.Diagnostics.HealthChecks;
using Notifications.Publishing;
using Notifications.Storage;

namespace Notifications.Hosting;

/// <summary>Unhealthy when events are not taken; degraded when something cannot be delivered now.</summary>
internal sealed class NotificationsHealthCheck(NotificationEngine engine) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var current = engine.Context;
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["pending"] = current.Store.Count().Deliveries,
            ["unrecorded"] = Volatile.Read(ref current.Outstanding),
            ["failedReloads"] = current.Configuration.FailedReloads,
        };
        if (!current.IsRunning)
            return Task.FromResult(HealthCheckResult.Unhealthy("The notification engine is not running: events are refused.", data: data));
        var problems = new List<string>();
        if (current.Store is IStoreHealth { Problem: { } problem })
            problems.Add(problem);
        if (Volatile.Read(ref current.Outstanding) is var outstanding and > 0)
            problems.Add($"the store does not take the outcomes of {outstanding} deliveries");
        foreach (var channel in current.Channels.All)
        {
            data[$"queue.{channel.Name}"] = channel.Pool.Waiting;
            if (channel.Pool.Limit == 1)
                problems.Add($"channel '{channel.Name}' rests behind its circuit breaker");
            if (!channel.HasRoom)
                problems.Add($"the queue of channel '{channel.Name}' is full");
        }

        if (new Admission(current).Pending >= current.Current.Engine.MaxPending)
            problems.Add("as many deliveries are pending as may be");
        if (current.Configuration.LastReloadErrors.Count > 0)
            problems.Add($"the last change of the configuration was refused: {current.Configuration.LastReloadErrors[0]}");
        return Task.FromResult(problems.Count == 0
            ? HealthCheckResult.Healthy(data: data)
            : HealthCheckResult.Degraded(string.Join("; ", problems), data: data));
    }
}
