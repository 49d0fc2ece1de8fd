using Notifications.Storage.Journal.Format;
using Notifications.Storage.Journal.Reading;
using Notifications.Storage.Journal.Writing;

namespace Notifications.Storage.Journal;

/// <summary>What the journal knows without looking at the disk: what is live, the idempotency keys, the last of the past.</summary>
internal sealed class JournalMemory
{
    private const int SearchPart = 1024;
    private readonly Lock _gate = new();
    private readonly JournalIndex _index = new();
    private readonly IdempotencyKeys _keys;
    private readonly IRecordDecoder _decoder;
    private readonly TimeProvider _clock;
    private readonly StoreLimits _limits;
    private readonly MemoryHistory _history;
    private readonly HistorySearcher _searcher;
    private readonly Dictionary<(string TenantId, string Key), IdempotencyClaim> _claimed = [];
    private HistoryCursor _events;
    private HistoryCursor _decisions;
    private HistoryCursor _deliveries;
    private Dictionary<long, NotificationEvent> _restored = [];
    private long _evicted;

    public JournalMemory(IdempotencyKeys keys, IRecordDecoder decoder, TimeProvider clock, StoreLimits limits)
    {
        _keys = keys;
        _decoder = decoder;
        _clock = clock;
        _limits = limits;
        _history = new MemoryHistory(limits, stripes: 1);
        _searcher = new HistorySearcher(_history, _gate.Enter, _gate.Exit);
        Audit = new AuditLog(limits);
    }

    public AuditLog Audit { get; }

    /// <summary>Bytes of the live items and states.</summary>
    public long LiveBytes
    {
        get
        {
            lock (_gate)
                return _index.Bytes;
        }
    }

    /// <summary>Bytes that all live deliveries would take as dead letters.</summary>
    public long LetterBytes
    {
        get
        {
            lock (_gate)
                return _index.LetterBytes;
        }
    }

    public void Load(JournalReplay replay)
    {
        lock (_gate)
        {
            _index.Load(replay.Slots);
            _keys.CountAnew();
        }
    }

    /// <summary>Checks the requests of a group one after the other and applies those that are good. The others have their answer.</summary>
    /// <param name="requests">The group.</param>
    /// <param name="isFull">There is no room for new work.</param>
    /// <param name="accepted">Takes up those that are to be written.</param>
    public void Stage(ReadOnlySpan<CommitRequest> requests, string? isFull, List<CommitRequest> accepted)
    {
        var now = _clock.GetUtcNow();
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
        var now = _clock.GetUtcNow();
        lock (_gate)
        {
            _index.Commit();
            _claimed.Clear();
            foreach (var request in written)
            {
                foreach (var claim in request.Claims)
                    _keys.Claim(claim, now);
                foreach (var accepted in request.Events)
                    _evicted += _history.Add(ref _events, accepted);
                foreach (var decision in request.Decisions)
                    _evicted += _history.Add(ref _decisions, decision);
                foreach (var record in request.Audits)
                    Audit.Add(record);
                foreach (var change in request.Changes)
                {
                    if (change.Kind is ChangeKind.Remove or ChangeKind.Conclude && change.Record is WorkItem { Kind: WorkItemKind.Delivery } item)
                        _evicted += _history.Add(ref _deliveries, item);
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
            return _index.Count(_evicted) with { AuditEvicted = Audit.Evicted, KeysEvicted = _keys.Evicted };
    }

    public IdempotencyClaim? Find(string tenantId, string key, DateTimeOffset now)
    {
        lock (_gate)
            return _keys.TryFind(tenantId, key, now, out var claim) ? claim : null;
    }

    /// <summary>Takes up items that were read at start, and that nobody has changed since.</summary>
    /// <param name="items">The item that was made of each, or a <see cref="RestoredItem"/>.</param>
    public void Restore(List<(int Slot, object Record)> items)
    {
        lock (_gate)
        {
            foreach (var (slot, record) in items)
                _index.Slots[slot - 1].Record ??= record;
        }
    }

    /// <summary>Remembers an event until all is read, for those items that do not know theirs.</summary>
    public void Restore(in AcceptedEvent accepted)
    {
        lock (_gate)
            _restored[accepted.Id.Value] = accepted.Event;
    }

    /// <summary>Makes the record of an item that nobody took.</summary>
    public RestoredItem Untaken(in EntryHeader header, ReadOnlySpan<byte> payload)
    {
        lock (_gate)
            return new RestoredItem(payload.ToArray(), _restored.GetValueOrDefault(header.EventId));
    }

    /// <summary>All was read that had to be.</summary>
    public void EndRestore()
    {
        lock (_gate)
            _restored = [];
    }

    /// <summary>Takes up something of the past that was read at start.</summary>
    public void Restore(in EntryHeader header, ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            switch (header.Kind)
            {
                case EntryKind.Event:
                    var accepted = new RecordReader(payload).Accepted();
                    _restored[header.Id] = accepted.Event;
                    _history.Add(ref _events, accepted);
                    return;
                case EntryKind.Decision:
                    _history.Add(ref _decisions, new RecordReader(payload).Decision());
                    return;
                case EntryKind.Audit:
                    Audit.Add(new RecordReader(payload).Audit());
                    return;
                default:
                    var item = _decoder.ReadItem((WorkItemKind)header.Sub, payload);
                    if (_restored.TryGetValue(header.EventId, out var e))
                        (item as IDeliverySource)?.Attach(e);
                    _history.Add(ref _deliveries, item);
                    return;
            }
        }
    }

    public void Trim(DateTimeOffset now)
    {
        lock (_gate)
        {
            _keys.Sweep(now);
            Audit.Trim(now);
            _evicted += _history.Trim(now.UtcTicks, (now - _limits.HistoryAge).UtcTicks);
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

            foreach (var item in _index.Leaving)
                query.OfferLive(item);
            _history.FindRest(query);
        }

        return query.ToRecords();
    }

    /// <summary>Offers all to a search. The lock is taken for a part at a time: what leaves one place meanwhile is found in the next.</summary>
    public void Search(HistoryScan scan) => _searcher.Search(scan, SearchLive);

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

    private void SearchLive(LiveSearch search)
    {
        for (var end = int.MaxValue; end > 0; end -= SearchPart)
        {
            lock (_gate)
            {
                var slots = _index.Slots;
                search.Grow(slots.Length);
                end = Math.Min(end, slots.Length);
                for (var position = Math.Max(0, end - SearchPart); position < end; position++)
                {
                    ref readonly var slot = ref slots[position];
                    if (slot.Kind == SlotKind.Delivery && search.Wants(position, SearchIndex.StampOf(slot.Id)) && AsDelivery(slot) is { } item)
                        search.Offer(position, item);
                }
            }
        }

        lock (_gate)
        {
            foreach (var item in _index.Leaving)
                search.Offer(item);
        }
    }

    private WorkItem? AsDelivery(in IndexSlot slot) => slot.Kind != SlotKind.Delivery ? null : slot.Record switch
    {
        WorkItem item => item,
        RestoredItem stored => stored.Read(_decoder),
        _ => null,
    };

    private CommitResult Check(CommitRequest request, string? isFull, DateTimeOffset now)
    {
        if (isFull is not null && request.IsNewWork)
            return new CommitResult(CommitKind.Full, Reason: isFull);
        for (var i = 0; i < request.Claims.Count; i++)
        {
            var claim = request.Claims[i];
            if (_keys.TryFind(claim.TenantId, claim.Key, now, out var taken) || _claimed.TryGetValue((claim.TenantId, claim.Key), out taken))
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
