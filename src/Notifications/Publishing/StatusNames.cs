namespace Notifications.Publishing;

/// <summary>Reads statuses as alerting and incident systems write them.</summary>
internal static class StatusNames
{
    public static bool TryParse(string text, out NotificationStatus status)
    {
        (bool known, status) = text.Trim().ToUpperInvariant() switch
        {
            "FIRING" or "DETECTED" or "TRIAGED" => (true, NotificationStatus.Firing),
            "ACKNOWLEDGED" or "INVESTIGATING" or "REMEDIATING" => (true, NotificationStatus.Acknowledged),
            "RESOLVED" or "CLOSED" => (true, NotificationStatus.Resolved),
            "NONE" => (true, NotificationStatus.None),
            _ => (false, NotificationStatus.None),
        };
        return known;
    }
}
