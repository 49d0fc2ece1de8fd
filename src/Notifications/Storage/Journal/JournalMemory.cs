using Notifications.Storage.Journal.Format;
using Notifications.Storage.Journal.Reading;
using Notifications.Storage.Journal.Writing;

namespace Notifications.Storage.Journal;

/// <summary>What the journal knows without looking at the disk: what is live, the idempotency keys, the last of the past.</summary>
internal sealed class JournalMemory(IdempotencyKeys keys, IRecordDecoder decoder, TimeProvider clock, StoreLimits limits)
{
    private readonly Lock _gate = new();
    private readonly JournalIndex _index = new();
    private readonly MemoryHistory _history = new(limits.HistoryCapacity, stripes: 1);
    private readonly Dictionary<(string TenantId, string Key), IdempotencyClaim> _claimed = [];
    private HistoryCursor _events;
    private HistoryCursor _decisions;
    private HistoryCursor _deliveries;
    private long _evicted;

    public AuditLog Audit { get; } = new(limits);

    /// <summary>Bytes of the live items and states.</summary>
    public long LiveBytes
    {
        get
        {
            lock (_gate)
                return _index.Bytes;
        }
    }

    public void Load(JournalReplay replay)
    {
        lock (_gate)
            _index.Load(replay.Slots);
    }

    /// <summary>Checks the requests of a group one after the other and applies those that are good. The others have their answer.</summary>
    /// <param name="requests">The group.</param>
    /// <param name="isFull">There is no room for new work.</param>
    /// <param name="accepted">Takes up those that are to be written.</param>
    public void Stage(ReadOnlySpan<CommitRequest> requests, string? isFull, List<CommitRequest> accepted)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            foreach (var request in requests)
            {
                request.Result = Check(request, isFull, now);
                if (request.Result.IsCommitted && request.Bytes.Length > 0)
                    accepted.Add(request);
            }
        }
    }

    /// <summary>The group is on disk: now it can be seen.</summary>
    public void Commit(ReadOnlySpan<CommitRequest> written)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            _index.Commit();
            _claimed.Clear();
            foreach (var request in written)
            {
                foreach (var claim in request.Claims)
                    keys.Claim(claim, now);
                foreach (var accepted in request.Events)
                    _evicted += _history.Events.Append(ref _events, accepted);
                foreach (var decision in request.Decisions)
                    _evicted += _history.Decisions.Append(ref _decisions, decision);
                foreach (var record in request.Audits)
                    Audit.Add(record);
                foreach (var change in request.Changes)
                {
                    if (change.Kind is ChangeKind.Remove or ChangeKind.Conclude && change.Record is WorkItem { Kind: WorkItemKind.Delivery } item)
                        _evicted += _history.Deliveries.Append(ref _deliveries, item);
                }
            }
        }
    }

    /// <summary>The group could not be written: all is as it was before it.</summary>
    public void RollBack()
    {
        lock (_gate)
        {
            _index.RollBack();
            _claimed.Clear();
        }
    }

    public StoreCounts Count()
    {
        lock (_gate)
            return _index.Count(_evicted) with { AuditEvicted = Audit.Evicted };
    }

    public IdempotencyClaim? Find(string tenantId, string key, DateTimeOffset now)
    {
        lock (_gate)
            return keys.TryFind(tenantId, key, now, out var claim) ? claim : null;
    }

    /// <summary>Takes up items that were read at start, and that nobody has changed since.</summary>
    /// <param name="items">The item that was made of each, or its bytes.</param>
    public void Restore(List<(int Slot, object Record)> items)
    {
        lock (_gate)
        {
            foreach (var (slot, record) in items)
                _index.Slots[slot - 1].Record ??= record;
        }
    }

    /// <summary>Takes up something of the past that was read at start.</summary>
    public void Restore(in EntryHeader header, ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            if (header.Kind == EntryKind.Event)
                _history.Events.Append(ref _events, new RecordReader(payload).Accepted());
            else if (header.Kind == EntryKind.Decision)
                _history.Decisions.Append(ref _decisions, new RecordReader(payload).Decision());
            else if (header.Kind == EntryKind.Audit)
                Audit.Add(new RecordReader(payload).Audit());
            else
                _history.Deliveries.Append(ref _deliveries, decoder.ReadItem((WorkItemKind)header.Sub, payload));
        }
    }

    public void Trim(DateTimeOffset now)
    {
        lock (_gate)
        {
            keys.Sweep(now);
            Audit.Trim(now);
            _evicted += _history.Trim(now.UtcTicks, (now - limits.HistoryAge).UtcTicks);
        }
    }

    public List<HistoryRecord> ReadHistory(string eventId, long oldestTicks)
    {
        var query = new HistoryQuery(eventId, oldestTicks);
        lock (_gate)
        {
            _history.FindEvents(query);
            if (!query.HasEvents)
                return [];
            for (var position = 0; position < _index.Slots.Length; position++)
            {
                if (AsDelivery(_index.Slots[position]) is { } item)
                    query.OfferLive(item);
            }

            _history.FindRest(query);
        }

        return query.ToRecords();
    }

    public List<IDeliverySource> FindLive(int limit)
    {
        var found = new List<IDeliverySource>();
        lock (_gate)
        {
            for (var position = 0; position < _index.Slots.Length && found.Count < limit; position++)
            {
                if (AsDelivery(_index.Slots[position]) is IDeliverySource delivery)
                    found.Add(delivery);
            }
        }

        return found;
    }

    private WorkItem? AsDelivery(in IndexSlot slot) => slot.Kind != SlotKind.Delivery ? null : slot.Record switch
    {
        WorkItem item => item,
        byte[] stored => decoder.ReadItem(WorkItemKind.Delivery, stored),
        _ => null,
    };

    private CommitResult Check(CommitRequest request, string? isFull, DateTimeOffset now)
    {
        if (isFull is not null && request.IsNewWork)
            return new CommitResult(CommitKind.Full, Reason: isFull);
        for (var i = 0; i < request.Claims.Count; i++)
        {
            var claim = request.Claims[i];
            if (keys.TryFind(claim.TenantId, claim.Key, now, out var taken) || _claimed.TryGetValue((claim.TenantId, claim.Key), out taken))
                return Taken(request, i, taken);
            _claimed.Add((claim.TenantId, claim.Key), claim);
        }

        if (_index.Apply(request) is not { } stale)
            return default;
        Unclaim(request, request.Claims.Count);
        return new CommitResult(
            CommitKind.Conflict, Reason: $"The {stale.GetType().Name} is not what is stored: it is held elsewhere or no longer, or its version or epoch is not the next.");
    }

    private CommitResult Taken(CommitRequest request, int claims, in IdempotencyClaim by)
    {
        var result = new CommitResult(CommitKind.KeyTaken, by);
        Unclaim(request, claims);
        return result;
    }

    private void Unclaim(CommitRequest request, int claims)
    {
        for (var i = 0; i < claims; i++)
            _claimed.Remove((request.Claims[i].TenantId, request.Claims[i].Key));
    }
}
