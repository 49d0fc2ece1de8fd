using Microsoft.Extensions.Logging;

namespace Notifications.EventTypes;

/// <summary>The log messages of event types: event ids 1440 to 1459. Names and limits, never a value.</summary>
internal static partial class EventTypeLog
{
    [LoggerMessage(1440, LogLevel.Warning, "An event of type {Type} does not match its schema and was taken: {Violations}. Said at most once a minute for each type")]
    public static partial void SchemaViolated(ILogger logger, string type, string violations);

    [LoggerMessage(1441, LogLevel.Warning, "Event type {Type} is not registered; the event was taken. Add it with AddEventType or under EventTypes. Said at most once a minute for each type")]
    public static partial void UnknownType(ILogger logger, string type);

    [LoggerMessage(1442, LogLevel.Warning, "{Place}: {Doubt} It may be there all the same, so it is no error")]
    public static partial void Doubtful(ILogger logger, string place, string doubt);
}
