using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Notifications.History;

namespace Notifications.Storage;

/// <summary>Keeps accepted work in this process: accepted means accepted until the process ends. The default.</summary>
/// <remarks>Live work is bounded by the engine's admission; history and idempotency keys are bounded here. Every call completes synchronously. Safe for many threads.</remarks>
[Experimental("NTFEXP001")]
public sealed class InMemoryStore : INotificationStore
{
    private readonly StoreLimits _limits;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;
    private readonly int? _incarnation;
    private readonly StripedRecords _records;
    private readonly IdempotencyKeys _keys;

    // Each thread counts for itself: how often exactly it is trimmed does not matter.
    private const int TrimEvery = 0xFFFF;

    [ThreadStatic]
    private static int _sinceTrim;

    /// <summary>Creates an empty store.</summary>
    /// <param name="clock">The clock by which keys expire and history ages.</param>
    /// <param name="historyCapacity">How many events, finished deliveries and decisions are remembered, of each; default 10,000, at most 7 days. 0 remembers none.</param>
    /// <param name="historyAge">How long they are remembered; default 7 days.</param>
    /// <param name="keyCapacity">How many idempotency keys are remembered; default 100,000. At the bound the ones claimed first are forgotten.</param>
    public InMemoryStore(TimeProvider clock, int historyCapacity = 10_000, int keyCapacity = 100_000, TimeSpan? historyAge = null)
        : this(clock, Limits(historyCapacity, historyAge), keyCapacity)
    {
    }

    /// <summary>Creates an empty store with a known incarnation.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="limits">How much of the past is kept.</param>
    /// <param name="keyCapacity">How many idempotency keys are remembered.</param>
    /// <param name="incarnation">What <see cref="OpenAsync"/> answers; null for a random number.</param>
    internal InMemoryStore(TimeProvider clock, StoreLimits limits, int keyCapacity = 100_000, int? incarnation = null)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentOutOfRangeException.ThrowIfNegative(limits.HistoryCapacity, nameof(limits));
        ArgumentOutOfRangeException.ThrowIfNegative(keyCapacity);
        _clock = clock;
        _incarnation = incarnation;
        _limits = limits;
        _audit = new AuditLog(limits);
        _records = new StripedRecords(limits);
        _keys = new IdempotencyKeys(keyCapacity);
    }

    /// <summary>Idempotency keys that were forgotten before they had expired, because there were too many.</summary>
    public long KeysEvicted
    {
        get
        {
            lock (_keys.Gate)
                return _keys.Evicted;
        }
    }

    /// <inheritdoc/>
    public bool IsDurable => false;

    /// <inheritdoc/>
    public ValueTask<int> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_incarnation ?? RandomNumberGenerator.GetInt32(1, 1 << 20));
    }

    /// <inheritdoc/>
    public ValueTask ReadLiveAsync(ILiveRecordSink sink, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask<CommitResult> CommitAsync(ChangeBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if ((++_sinceTrim & TrimEvery) == 0)
            Trim(_clock.GetUtcNow());
        var result = batch.Keys.IsEmpty ? _records.Apply(batch) : ApplyWithKeys(batch);
        if (!batch.Audits.IsEmpty && result.IsCommitted)
            Add(batch.Audits);
        return new(result);
    }

    /// <inheritdoc/>
    public ValueTask<IdempotencyClaim?> FindKeyAsync(string tenantId, string key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_keys.Gate)
            return new(_keys.TryFind(tenantId, key, now, out var claim) ? claim : null);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<HistoryRecord> ReadHistoryAsync(string eventId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var record in _records.ReadHistory(eventId, (_clock.GetUtcNow() - _limits.HistoryAge).UtcTicks))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return record;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<DeliveryRecord> ReadLiveDeliveriesAsync(int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var delivery in _records.FindLive(limit))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return delivery.ToRecord();
        }
    }

    /// <inheritdoc/>
    /// <remarks>In time that grows with what is kept and live.</remarks>
    public ValueTask<IReadOnlyList<HistoryEntry>> SearchAsync(HistorySearch search, HistoryPosition? before, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var scan = new HistoryScan(new HistoryFilter(search, (_clock.GetUtcNow() - _limits.HistoryAge).UtcTicks), before, limit);
        _records.Search(scan);
        return new(scan.ToEntries());
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Audit.AuditRecord>> SearchAuditAsync(Audit.AuditSearch search, HistoryPosition? before, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_audit.Search(search, before, limit, _clock.GetUtcNow()));
    }

    /// <inheritdoc/>
    /// <remarks>One consistent look, in time that does not grow with what is live.</remarks>
    public StoreCounts Count() => _records.Count() with { AuditEvicted = _audit.Evicted, KeysEvicted = KeysEvicted };

    /// <summary>Lets go of history older than its age, and of expired keys. Old history is never returned; this frees its memory too.</summary>
    /// <param name="now">The instant.</param>
    public void Trim(DateTimeOffset now)
    {
        lock (_keys.Gate)
            _keys.Sweep(now);
        _audit.Trim(now);
        _records.Trim(now.UtcTicks, (now - _limits.HistoryAge).UtcTicks);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static StoreLimits Limits(int historyCapacity, TimeSpan? historyAge)
    {
        var limits = new StoreLimits { HistoryCapacity = historyCapacity };
        return historyAge is { } age ? limits with { HistoryAge = age } : limits;
    }

    private void Add(ReadOnlySpan<Audit.AuditRecord> records)
    {
        foreach (var record in records)
            _audit.Add(record);
    }

    private CommitResult ApplyWithKeys(ChangeBatch batch)
    {
        var now = _clock.GetUtcNow();
        lock (_keys.Gate)
        {
            if (_keys.AnyTaken(batch.Keys, now, out var takenBy))
                return new CommitResult(CommitKind.KeyTaken, takenBy);
            var result = _records.Apply(batch);
            if (result.IsCommitted)
            {
                foreach (ref readonly var claim in batch.Keys)
                    _keys.Claim(claim, now);
            }

            return result;
        }
    }
}
