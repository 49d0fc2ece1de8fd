using System.Diagnostics.CodeAnalysis;

namespace Notifications.Storage;

/// <summary>Where accepted work is kept. A step of the engine decides a <see cref="ChangeBatch"/>; a store commits it whole or not at all.</summary>
/// <remarks>
/// <para>Load, rule, one commit: provider I/O never happens inside. A stage does not know which store it has.</para>
/// <para>Commits whose order matters are guarded by the versions of the states and by the epochs of the items in them:
/// a store that several hosts share refuses a stale one as <see cref="CommitKind.Conflict"/>.</para>
/// </remarks>
[Experimental("NTFEXP001")]
public interface INotificationStore : IAsyncDisposable
{
    /// <summary>What is committed outlives the process. What waits in a store that does not is sent, or reported as lost, before the process ends.</summary>
    bool IsDurable { get; }

    /// <summary>Takes the store for this process and says which incarnation this is.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The incarnation: never used before by this store, from 1 to 1,048,575.</returns>
    /// <exception cref="InvalidOperationException">Another process holds it, or its content cannot be read; the text says what to do.</exception>
    ValueTask<int> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Reads all that is live: events and content that live items refer to, then states, then items. Called once, after <see cref="OpenAsync"/>.</summary>
    /// <param name="sink">Takes the records; none for a store that starts empty.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When all were taken.</returns>
    ValueTask ReadLiveAsync(ILiveRecordSink sink, CancellationToken cancellationToken);

    /// <summary>Commits a batch, whole or not at all.</summary>
    /// <param name="batch">The changes. The caller uses the object again as soon as this completes: keep the records, never the batch.</param>
    /// <param name="cancellationToken">Honoured before the commit only.</param>
    /// <returns>Committed, or why not; nothing changed then.</returns>
    ValueTask<CommitResult> CommitAsync(ChangeBatch batch, CancellationToken cancellationToken);

    /// <summary>Looks up an idempotency key.</summary>
    /// <param name="tenantId">The tenant, or empty.</param>
    /// <param name="key">The key.</param>
    /// <param name="now">The instant: expired keys are not found.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The claim, or null.</returns>
    ValueTask<IdempotencyClaim?> FindKeyAsync(string tenantId, string key, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Reads what is known of the events with an id, newest first: the event, its decisions, its finished and its live deliveries.</summary>
    /// <param name="eventId">The text of the id: the publisher's own, or a UUID.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The records.</returns>
    IAsyncEnumerable<HistoryRecord> ReadHistoryAsync(string eventId, CancellationToken cancellationToken);

    /// <summary>Reads live deliveries, in no order.</summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The deliveries as they are now.</returns>
    IAsyncEnumerable<DeliveryRecord> ReadLiveDeliveriesAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Searches live and finished deliveries, and decisions that made none, newest first by <see cref="History.HistoryEntry.Position"/>.</summary>
    /// <param name="search">What is asked; the cursor and the page's size are for the caller.</param>
    /// <param name="before">Only what is older than this; null begins at the newest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The entries; fewer than the limit only when there are no more.</returns>
    ValueTask<IReadOnlyList<History.HistoryEntry>> SearchAsync(History.HistorySearch search, HistoryPosition? before, int limit, CancellationToken cancellationToken);

    /// <summary>Searches the audit log, newest first by (<see cref="Audit.AuditRecord.At"/>, number of the id).</summary>
    /// <param name="search">What is asked; the cursor and the page's size are for the caller.</param>
    /// <param name="before">Only what is older than this; null begins at the newest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The records; fewer than the limit only when there are no more.</returns>
    ValueTask<IReadOnlyList<Audit.AuditRecord>> SearchAuditAsync(Audit.AuditSearch search, HistoryPosition? before, int limit, CancellationToken cancellationToken);

    /// <summary>Counts what is live, from the store's own records.</summary>
    /// <returns>The counts.</returns>
    StoreCounts Count();
}
