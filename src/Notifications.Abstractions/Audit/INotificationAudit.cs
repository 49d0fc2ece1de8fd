namespace Notifications.Audit;

/// <summary>The audit log: what was done to the system, by whom. Bounded by count, bytes and age; what left at the bound is counted.</summary>
public interface INotificationAudit
{
    /// <summary>Records something that was done. The engine records its own administrative actions; the host adds what it does itself.</summary>
    /// <param name="record">What was done.</param>
    /// <param name="cancellationToken">Honoured before the record is stored only.</param>
    /// <returns>The id, or why it was not recorded.</returns>
    ValueTask<AuditResult> RecordAsync(AuditRecord record, CancellationToken cancellationToken = default);

    /// <summary>Searches the log, newest first. Pages neither skip nor repeat a record while new ones come.</summary>
    /// <param name="search">What is asked.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A page, or why the search was not made.</returns>
    ValueTask<AuditPage> SearchAsync(AuditSearch search, CancellationToken cancellationToken = default);
}
