using Microsoft.Extensions.Logging;

namespace Notifications;

/// <summary>Event ids 1100 to 1109.</summary>
internal sealed partial class LogChannel
{
    [LoggerMessage(EventId = 1100, Message = "{Subject} ({EventType}, severity {Severity}, status {Status}, channel {Channel}, delivery {DeliveryId}) {Text}")]
    private partial void LogMessage(
        LogLevel level, string channel, NotificationId deliveryId, Severity severity, NotificationStatus status, string eventType, string subject, string text);
}
