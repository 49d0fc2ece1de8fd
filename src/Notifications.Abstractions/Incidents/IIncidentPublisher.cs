namespace Notifications;

/// <summary>Publishes a host's own incidents by the mapping that <c>AddIncidents</c> registered. Optional: without channels or rules nobody is told, and the result says so.</summary>
/// <typeparam name="TIncident">The host's incident.</typeparam>
public interface IIncidentPublisher<in TIncident>
{
    /// <summary>Publishes the incident as it is now: <c>incident.detected</c> to <c>incident.closed</c>, by its state. What goes wrong is in the result; nothing is thrown into the host's operation, also when the mapping throws.</summary>
    /// <param name="incident">The incident. It is not kept.</param>
    /// <param name="cancellationToken">Gives up waiting for room, before anything is committed; the only thing that throws.</param>
    /// <returns>Accepted, unrouted (no rule matched), duplicate (this version was published before) or refused (with the error and its fix).</returns>
    ValueTask<PublishResult> PublishAsync(TIncident incident, CancellationToken cancellationToken = default);
}
