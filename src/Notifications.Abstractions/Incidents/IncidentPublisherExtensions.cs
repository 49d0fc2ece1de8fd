namespace Notifications;

/// <summary>Publishing incidents without a registered mapping.</summary>
public static class IncidentPublisherExtensions
{
    /// <summary>Publishes an incident as it is now: <c>incident.detected</c> to <c>incident.closed</c>, by its state.</summary>
    /// <param name="publisher">The publisher.</param>
    /// <param name="update">The incident.</param>
    /// <param name="cancellationToken">Gives up waiting for room, before anything is committed.</param>
    /// <returns>Accepted, unrouted (no rule matched), duplicate (this version was published before) or refused (with the error and its fix).</returns>
    public static ValueTask<PublishResult> PublishIncidentAsync(this INotificationPublisher publisher, IncidentUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(publisher);
        ArgumentNullException.ThrowIfNull(update);
        return IncidentEvent.FindError(update) is { } error
            ? new(new PublishResult(PublishKind.Refused, null, error))
            : publisher.PublishAsync(update.ToEvent(), cancellationToken);
    }
}
