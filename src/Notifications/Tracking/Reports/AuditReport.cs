namespace Notifications.Audit;

/// <summary>What became of a report.</summary>
/// <param name="Records">How many records were written.</param>
/// <param name="Error">Why it was not written, or not to its end; null when it is whole.</param>
public readonly record struct AuditReport(long Records, NotificationError? Error = null)
{
    /// <summary>All that was asked for is written.</summary>
    public bool IsWhole => Error is null;
}
