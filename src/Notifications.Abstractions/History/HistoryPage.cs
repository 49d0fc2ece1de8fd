namespace Notifications.History;

/// <summary>A page of the history.</summary>
public sealed record HistoryPage
{
    /// <summary>The entries, newest first.</summary>
    public IReadOnlyList<HistoryEntry> Entries { get; init; } = [];

    /// <summary>Asks for the next page; null at the end.</summary>
    public string? NextCursor { get; init; }

    /// <summary>Why the search was not made; null when it was.</summary>
    public NotificationError? Error { get; init; }
}
