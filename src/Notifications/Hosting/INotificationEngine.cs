using Notifications.Tracking;

namespace Notifications.Hosting;

/// <summary>The running engine, for hosts, tests and operators: its start and end, what it has counted, and why it did what it did.</summary>
public interface INotificationEngine
{
    /// <summary>Checks the configuration, opens the store and takes up what was left. A generic host calls it; without one, call it yourself.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when events are taken.</returns>
    /// <exception cref="Configuration.NotificationsConfigurationException">The configuration is invalid; the text lists all errors with their fixes.</exception>
    ValueTask StartAsync(CancellationToken cancellationToken = default);

    /// <summary>Refuses what is new, drains within <c>ShutdownTimeout</c>, hands back the rest. A generic host calls it.</summary>
    /// <param name="cancellationToken">Ends the draining at once.</param>
    /// <returns>What was left.</returns>
    ValueTask<ShutdownReport> StopAsync(CancellationToken cancellationToken = default);

    /// <summary>What the engine has counted since it started, and what is pending, counted on its own.</summary>
    /// <returns>The statistics.</returns>
    NotificationStatistics GetStatistics();

    /// <summary>Why an event was sent, or not: every decision, every delivery and every attempt that is still in the history.</summary>
    /// <remarks>Publishers of several tenants may use the same id: this tells of the tenant of the newest such event, and of no other. A host that serves tenants names the tenant.</remarks>
    /// <param name="eventId">The id of the event or request, as given or returned.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The trace; null when nothing is known of the id.</returns>
    ValueTask<NotificationTrace?> ExplainAsync(string eventId, CancellationToken cancellationToken = default);

    /// <summary>Why an event of a tenant was sent, or not.</summary>
    /// <param name="eventId">The id of the event or request, as given or returned.</param>
    /// <param name="tenantId">The tenant; empty for events without one. What belongs to another tenant is not told.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The trace; null when nothing is known of the id in this tenant.</returns>
    ValueTask<NotificationTrace?> ExplainAsync(string eventId, string tenantId, CancellationToken cancellationToken = default);

    /// <summary>Waits until everything that can be done now is done: what is left waits for a time.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when the engine is idle.</returns>
    ValueTask WaitForIdleAsync(CancellationToken cancellationToken = default);

    /// <summary>When something is due next; null when nothing waits for a time.</summary>
    DateTimeOffset? NextDue { get; }
}
