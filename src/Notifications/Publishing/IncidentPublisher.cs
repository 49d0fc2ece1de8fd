using Microsoft.Extensions.Logging;

namespace Notifications.Publishing;

/// <summary>Publishes a host's incidents by its mapping.</summary>
internal sealed partial class IncidentPublisher<TIncident>(
    INotificationPublisher publisher, Func<TIncident, IncidentUpdate> map, ILogger logger) : IIncidentPublisher<TIncident>
{
    public ValueTask<PublishResult> PublishAsync(TIncident incident, CancellationToken cancellationToken = default)
    {
        NotificationEvent e;
        try
        {
            var update = map(incident);
            if (IncidentEvent.FindError(update) is { } wrong)
                return new(new PublishResult(PublishKind.Refused, null, wrong));
            e = update.ToEvent();
        }
#pragma warning disable CA1031 // The mapping is the host's code: whatever it throws must not end the operation that tells of an incident.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogMappingFailed(typeof(TIncident).Name, error);
            return new(new PublishResult(PublishKind.Refused, null, new NotificationError(
                NotificationErrorCode.Internal, $"The mapping of {typeof(TIncident).Name} given to AddIncidents threw {error.GetType().Name}: correct it; the log has the error.")));
        }

        return publisher.PublishAsync(e, cancellationToken);
    }
}
