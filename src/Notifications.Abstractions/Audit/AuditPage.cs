namespace Notifications.Audit;

/// <summary>A page of the audit log.</summary>
public sealed record AuditPage
{
    /// <summary>The records, newest first.</summary>
    public IReadOnlyList<AuditRecord> Records { get; init; } = [];

    /// <summary>Asks for the next page; null at the end.</summary>
    public string? NextCursor { get; init; }

    /// <summary>Why the search was not made; null when it was.</summary>
    public NotificationError? Error { get; init; }
}
