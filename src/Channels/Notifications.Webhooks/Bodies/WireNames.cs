namespace Notifications.Webhooks.Bodies;

/// <summary>How enumerations are written in bodies.</summary>
internal static class WireNames
{
    public static string Of(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.High => "high",
        Severity.Medium => "medium",
        Severity.Low => "low",
        _ => "info",
    };

    public static string Of(NotificationStatus status) => status switch
    {
        NotificationStatus.Firing => "firing",
        NotificationStatus.Acknowledged => "acknowledged",
        NotificationStatus.Resolved => "resolved",
        _ => "none",
    };

    /// <summary>The event's id; the delivery's when a message written by hand has none.</summary>
    public static string IdOf(ChannelMessage message) => message.Event.Id ?? message.DeliveryId.ToString();
}
