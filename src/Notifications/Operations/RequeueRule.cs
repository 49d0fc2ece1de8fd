namespace Notifications.Operations;

/// <summary>Truthful status for what comes late: a status is told again only while it still is the status.</summary>
internal static class RequeueRule
{
    /// <summary>Whether the status of the thing has changed since the message was made.</summary>
    /// <param name="status">What the message tells.</param>
    /// <param name="eventNumber">The newest event that it stands for.</param>
    /// <param name="changedBy">The event with which the present status began; 0 when nothing is known of the thing.</param>
    public static bool IsOutdated(NotificationStatus status, long eventNumber, long changedBy) => status != NotificationStatus.None && eventNumber < changedBy;
}
