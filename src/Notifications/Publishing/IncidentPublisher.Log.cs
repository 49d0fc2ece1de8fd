using Microsoft.Extensions.Logging;

namespace Notifications.Publishing;

/// <summary>Event ids 1480 to 1499.</summary>
internal sealed partial class IncidentPublisher<TIncident>
{
    [LoggerMessage(1480, LogLevel.Error, "The mapping of {Incident} given to AddIncidents threw; nobody is told of this incident")]
    private partial void LogMappingFailed(string incident, Exception error);
}
