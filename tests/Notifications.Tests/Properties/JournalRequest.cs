namespace Notifications.Properties;

internal sealed class JournalRequest(string id, DateTimeOffset? dueAt)
{
    public string Id => id;

    public DateTimeOffset? DueAt => dueAt;

    public CancelResult? Cancelled { get; set; }

    /// <summary>How many attempts of anything there were when it was cancelled.</summary>
    public int CallsBefore { get; set; }
}
