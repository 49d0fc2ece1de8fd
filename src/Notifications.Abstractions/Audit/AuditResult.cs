namespace Notifications.Audit;

/// <summary>What became of a record.</summary>
/// <param name="Id">Its id; none when it was not recorded.</param>
/// <param name="Error">Why it was not recorded; null when it was.</param>
public readonly record struct AuditResult(NotificationId Id, NotificationError? Error = null)
{
    /// <summary>It is recorded, as durably as the store promises.</summary>
    public bool IsRecorded => Error is null;
}
