using Microsoft.Extensions.Diagnostics.HealthChecks;
using Notifications.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the engine to the host's health checks.</summary>
public static class NotificationsHealthChecksBuilderExtensions
{
    /// <summary>Reports whether events are taken (else unhealthy), and what is wrong besides: a store that is full, has failed or is damaged, open circuits, full queues, a refused configuration (degraded).</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The check's name. Default: <c>notifications</c>.</param>
    /// <param name="failureStatus">What is reported instead of unhealthy. Default: unhealthy.</param>
    /// <param name="tags">Tags. Default: none.</param>
    /// <param name="timeout">The limit of a check. Default: none.</param>
    /// <returns>The health checks.</returns>
    public static IHealthChecksBuilder AddNotifications(
        this IHealthChecksBuilder builder, string name = "notifications", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name, static services => new NotificationsHealthCheck(services.GetRequiredService<NotificationEngine>()), failureStatus, tags, timeout));
    }
}
