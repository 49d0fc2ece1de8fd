using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Notifications.Audit;
using Notifications.History;

namespace Notifications.Conformance.Storage;

/// <summary>A store that keeps nothing but bytes, and is as strict as the contract allows: what an engine forgets to write, to commit or to count shows here.</summary>
/// <remarks>It survives its engine: <see cref="Crash"/> gives the store that the next process finds.</remarks>
[Experimental("NTFEXP001")]
public sealed class RoundTripStore : INotificationStore
{
    private static readonly TimeSpan HistoryAge = TimeSpan.FromDays(7);
    private readonly StoredBytes _stored;
    private readonly TimeProvider _clock;
    private readonly IRecordDecoder? _decoder;
    private long _commits;
    private volatile bool _gone;

    /// <summary>Creates an empty store.</summary>
    /// <param name="clock">The clock by which keys expire.</param>
    /// <param name="decoder">Reads records back, to compare them at each commit and to answer questions; null compares nothing and returns no deliveries.</param>
    internal RoundTripStore(TimeProvider clock, IRecordDecoder? decoder = null)
        : this(new StoredBytes(), clock, decoder)
    {
    }

    private RoundTripStore(StoredBytes stored, TimeProvider clock, IRecordDecoder? decoder)
    {
        _stored = stored;
        _clock = clock;
        _decoder = decoder;
    }

    /// <summary>What goes wrong. Default: nothing.</summary>
    public StoreFaults Faults { get; init; } = new();

    /// <summary>How many commits were asked for.</summary>
    public long Commits => Volatile.Read(ref _commits);

    /// <summary>Ends this process as a power failure does: what is not committed is lost, and this object answers <see cref="CommitKind.Unavailable"/> from now on.</summary>
    /// <returns>The store as the next process finds it, with the same faults.</returns>
    public RoundTripStore Crash()
    {
        lock (_stored.Gate)
            _gone = true;
        return new RoundTripStore(_stored, _clock, _decoder) { Faults = Faults };
    }

    /// <inheritdoc/>
    public ValueTask<int> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_stored.Gate)
            return new(++_stored.Incarnation);
    }

    /// <inheritdoc/>
    public async ValueTask ReadLiveAsync(ILiveRecordSink sink, CancellationToken cancellationToken)
    {
        await Task.Yield();
        lock (_stored.Gate)
        {
            var items = _stored.Items.Values.OrderBy(static i => i.Id).ToList();
            foreach (var eventId in items.Select(static i => i.EventId).Distinct().Order())
                sink.Take(new RecordReader(_stored.Events[eventId]).Accepted());
            foreach (var contentId in items.SelectMany(static i => i.ContentIds).Distinct().Order())
                sink.Take(new ContentRecord(contentId, new RecordReader(_stored.Contents[contentId]).Content()));
            foreach (var state in _stored.States.Values.OrderBy(static s => s.Slot))
                sink.Take(state.Kind, state.Payload, state.Version, state.Slot);

            // In no order, as a store with several threads.
            ILiveItemSink[] threads = [sink.BeginItems(), sink.BeginItems()];
            for (var i = 0; i < items.Count; i++)
                threads[i % threads.Length].Take(items[i].Kind, items[i].Payload, items[i].Slot);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<CommitResult> CommitAsync(ChangeBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var fault = Faults.Decide(Interlocked.Increment(ref _commits), batch);
        if (Faults.CompleteAsynchronously)
            await Task.Yield();
        var result = Commit(batch, fault);
        if (Faults.CompleteAsynchronously)
            await Task.Yield();
        return result;
    }

    /// <inheritdoc/>
    public ValueTask<IdempotencyClaim?> FindKeyAsync(string tenantId, string key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_stored.Gate)
        {
            if (!_stored.Keys.TryGetValue((tenantId, key), out var bytes))
                return new((IdempotencyClaim?)null);
            var claim = new RecordReader(bytes).Claim();
            return new(claim.ExpiresAt > now ? claim : null);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<HistoryRecord> ReadHistoryAsync(string eventId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var record in ReadHistory(eventId))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return record;
        }
    }

    /// <inheritdoc/>
    public bool IsDurable => true;

    /// <inheritdoc/>
    public async IAsyncEnumerable<DeliveryRecord> ReadLiveDeliveriesAsync(int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        List<StoredItem> live;
        lock (_stored.Gate)
            live = [.. _stored.Items.Values.Where(static i => i.Kind == WorkItemKind.Delivery).OrderBy(static i => i.Id).Take(limit)];
        foreach (var item in live)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_decoder?.ReadItem(item.Kind, item.Payload) is IDeliverySource delivery)
                yield return delivery.ToRecord();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<HistoryEntry>> SearchAsync(HistorySearch search, HistoryPosition? before, int limit, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var scan = new HistoryScan(new HistoryFilter(search, (_clock.GetUtcNow() - HistoryAge).UtcTicks), before, limit);
        lock (_stored.Gate)
        {
            var events = _stored.Events.Values.Select(static bytes => new RecordReader(bytes).Accepted()).ToDictionary(static e => e.Id.Value);
            foreach (var stored in _stored.Items.Values.Concat(_stored.Finished).Where(static i => i.Kind == WorkItemKind.Delivery))
            {
                if (_decoder?.ReadItem(stored.Kind, stored.Payload) is not { } item)
                    continue;
                ((IDeliverySource)item).Attach(events[item.EventId].Event);
                scan.Offer(item);
            }

            foreach (var bytes in _stored.Decisions)
                scan.OfferCandidate(new RecordReader(bytes).Decision());
            foreach (var accepted in events.Values)
                scan.Offer(accepted);
            foreach (var bytes in _stored.Decisions)
                scan.Offer(new RecordReader(bytes).Decision());
            scan.AskForNames();
            foreach (var accepted in events.Values)
                scan.Name(accepted);
        }

        return scan.ToEntries();
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<AuditRecord>> SearchAuditAsync(AuditSearch search, HistoryPosition? before, int limit, CancellationToken cancellationToken)
    {
        await Task.Yield();
        var filter = new AuditFilter(search, _clock.GetUtcNow() - new StoreLimits().AuditAge);
        lock (_stored.Gate)
        {
            return [.. _stored.Audits.Select(static bytes => new RecordReader(bytes).Audit())
                .Where(record => filter.IsMatch(record) && (before is null || AuditFilter.PositionOf(record).CompareTo(before.Value) < 0))
                .OrderByDescending(AuditFilter.PositionOf)
                .Take(limit)];
        }
    }

    /// <inheritdoc/>
    public StoreCounts Count()
    {
        lock (_stored.Gate)
        {
            return new StoreCounts(
                _stored.Items.Values.Count(static i => i.Kind == WorkItemKind.Delivery),
                _stored.Items.Values.Count(static i => i.Kind == WorkItemKind.Expansion),
                _stored.States.Values.Sum(static s => (long)s.Waiting) + _stored.Items.Values.Sum(static i => (long)i.Waiting),
                _stored.States.Count,
                HistoryEvicted: 0);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private CommitResult Commit(ChangeBatch batch, CommitKind fault)
    {
        lock (_stored.Gate)
        {
            if (_gone)
                return new CommitResult(CommitKind.Unavailable, Reason: "The process that had the store is gone.");
            if (fault != CommitKind.Committed)
                return new CommitResult(fault, Reason: "As asked for by the test.");
            var staged = new StagedCommit(_stored, _decoder);
            staged.Stage(batch, _clock.GetUtcNow());
            if (staged.Refusal is { } refusal)
                return refusal;
            staged.Apply();
            return default;
        }
    }

    private List<HistoryRecord> ReadHistory(string eventId)
    {
        var query = new HistoryQuery(eventId, (_clock.GetUtcNow() - HistoryAge).UtcTicks);
        lock (_stored.Gate)
        {
            foreach (var bytes in _stored.Events.Values)
                query.Offer(new RecordReader(bytes).Accepted());
            foreach (var bytes in _stored.Decisions)
                query.Offer(new RecordReader(bytes).Decision());
            if (_decoder is null)
                return query.ToRecords();
            foreach (var item in _stored.Finished)
                query.OfferFinished(_decoder.ReadItem(item.Kind, item.Payload));
            foreach (var item in _stored.Items.Values)
                query.OfferLive(_decoder.ReadItem(item.Kind, item.Payload));
        }

        return query.ToRecords();
    }
}
