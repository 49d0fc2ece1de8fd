using System.Numerics;

namespace Notifications.Storage;

/// <summary>The memory store's records. A commit holds the lock of its processor's stripe; whoever wants to see whole commits only takes the locks of all.</summary>
internal sealed class StripedRecords
{
    private readonly RecordSlab _items = new();
    private readonly RecordSlab _states = new();
    private readonly MemoryStripe[] _stripes;
    private readonly MemoryHistory _history;
    private readonly HistorySearcher _searcher;
    private readonly Lock _unversioned = new();
    private readonly RecordGuards _guards = new();
    private long _trimmed;

    /// <summary>Creates it empty.</summary>
    /// <param name="limits">How much of the past is remembered.</param>
    public StripedRecords(StoreLimits limits)
    {
        _stripes = new MemoryStripe[CountStripes(limits.HistoryCapacity)];
        for (var i = 0; i < _stripes.Length; i++)
            _stripes[i] = new MemoryStripe(_items, _states);
        _history = new MemoryHistory(limits, _stripes.Length);
        _searcher = new HistorySearcher(_history, EnterAll, ExitAll);
    }

    /// <summary>Commits all of a batch but its keys.</summary>
    /// <param name="batch">The changes.</param>
    /// <returns>Committed, or why not.</returns>
    public CommitResult Apply(ChangeBatch batch)
    {
        var stripe = _stripes[Thread.GetCurrentProcessorId() & (_stripes.Length - 1)];
        lock (stripe.Gate)
        {
            // Another stripe may hold a batch about the same record: what was looked at must still be so when it is applied.
            var guards = _guards.Enter(batch);
            try
            {
                return FindConflict(batch) is { } stale ? Conflict(stale) : Apply(stripe, batch);
            }
            finally
            {
                _guards.Leave(guards);
            }
        }
    }

    private CommitResult Apply(MemoryStripe stripe, ChangeBatch batch)
    {
        foreach (ref readonly var accepted in batch.Events)
            stripe.Evicted += _history.Add(ref stripe.EventCursor, accepted);
        foreach (ref readonly var decision in batch.Decisions)
            stripe.Evicted += _history.Add(ref stripe.DecisionCursor, decision);
        foreach (ref readonly var change in batch.Items)
            Apply(stripe, change.Item, change.Kind);
        foreach (ref readonly var change in batch.States)
            Apply(stripe, change.State, change.Kind);
        return default;
    }

    /// <summary>Counts what is live.</summary>
    /// <returns>The counts.</returns>
    public StoreCounts Count()
    {
        EnterAll();
        try
        {
            long deliveries = 0, items = 0, waiting = 0, states = 0, evicted = _trimmed;
            foreach (var stripe in _stripes)
            {
                deliveries += stripe.Deliveries;
                items += stripe.Items.Live;
                waiting += stripe.WaitingEvents;
                states += stripe.States.Live;
                evicted += stripe.Evicted;
            }

            return new StoreCounts(deliveries, items - deliveries, waiting, states, evicted);
        }
        finally
        {
            ExitAll();
        }
    }

    /// <summary>Lets go of old history.</summary>
    /// <param name="nowTicks">Now.</param>
    /// <param name="oldestTicks">What was there before this point in time goes.</param>
    public void Trim(long nowTicks, long oldestTicks)
    {
        EnterAll();
        try
        {
            _trimmed += _history.Trim(nowTicks, oldestTicks);
        }
        finally
        {
            ExitAll();
        }
    }

    /// <summary>Reads what is known of the events with an id.</summary>
    /// <param name="eventId">The text of the id.</param>
    /// <param name="oldestTicks">What is older is not returned.</param>
    /// <returns>The records in the order of the contract.</returns>
    public List<HistoryRecord> ReadHistory(string eventId, long oldestTicks)
    {
        var query = new HistoryQuery(eventId, oldestTicks);
        Look(_history.FindEvents);
        if (!query.HasEvents)
            return [];

        // Live ones first: one that finishes meanwhile is then found twice rather than not at all.
        for (int position = 0, used = _items.Used; position < used; position++)
        {
            if (Volatile.Read(ref _items[position].Record) is WorkItem item)
                query.OfferLive(item);
        }

        Look(_history.FindRest);
        return query.ToRecords();

        void Look(Action<HistoryQuery> find)
        {
            EnterAll();
            try
            {
                find(query);
            }
            finally
            {
                ExitAll();
            }
        }
    }

    /// <summary>Collects live deliveries, in no order.</summary>
    /// <param name="limit">At most so many.</param>
    /// <returns>The deliveries.</returns>
    public List<IDeliverySource> FindLive(int limit)
    {
        var found = new List<IDeliverySource>();
        EnterAll();
        try
        {
            for (var position = 0; position < _items.Used && found.Count < limit; position++)
            {
                if (_items[position].Record is IDeliverySource delivery)
                    found.Add(delivery);
            }
        }
        finally
        {
            ExitAll();
        }

        return found;
    }

    /// <summary>Offers all to a search, the newest first. Nobody is held up: locks are taken for a part at a time, and for single references not at all.</summary>
    /// <param name="scan">The search.</param>
    public void Search(HistoryScan scan) => _searcher.Search(scan, SearchLive);

    // A small history is not worth more than one stripe.
    private static int CountStripes(int historyCapacity)
    {
        var most = Environment.ProcessorCount;
        if (historyCapacity > 0)
            most = Math.Clamp(historyCapacity / HistoryRing<FinishedItem>.BlocksPerStripe, 1, most);
        return 1 << BitOperations.Log2((uint)most);
    }

    private void SearchLive(LiveSearch search)
    {
        var used = _items.Used;
        search.Grow(used);
        for (var position = used - 1; position >= 0; position--)
        {
            ref var slot = ref _items[position];
            if (slot.Waiting != 0 && search.Wants(position, slot.Waiting) && Volatile.Read(ref slot.Record) is WorkItem item)
                search.Offer(position, item);
        }
    }

    private static CommitResult Conflict(StoreRecord record) =>
        new(CommitKind.Conflict, Reason: $"The {record.GetType().Name} is not what is stored: it is held elsewhere or no longer, or its version or epoch is not the next.");

    // A record that a batch names twice, against the contract, must not damage what is stored.
    private static bool IsRepeated(StoreRecord record, ChangeKind kind) => (kind == ChangeKind.Add) == (record.StoreSlot != 0);

    private StoreRecord? FindConflict(ChangeBatch batch)
    {
        foreach (ref readonly var change in batch.Items)
        {
            var item = change.Item;
            var fits = change.Kind is ChangeKind.Add or ChangeKind.Conclude
                ? item.StoreSlot == 0
                : _items.Holds(item.StoreSlot - 1, item) && item.Epoch >= _items[item.StoreSlot - 1].Stamp;
            if (!fits)
                return item;
        }

        foreach (ref readonly var change in batch.States)
        {
            var state = change.State;
            if (state.Version == 0)
                continue;
            var fits = change.Kind == ChangeKind.Add
                ? state.StoreSlot == 0 && state.Version == 1
                : _states.Holds(state.StoreSlot - 1, state) && (int)state.Version == _states[state.StoreSlot - 1].Stamp + 1;
            if (!fits)
                return state;
        }

        return null;
    }

    private void Apply(MemoryStripe stripe, WorkItem item, ChangeKind kind)
    {
        if (kind == ChangeKind.Conclude)
        {
            stripe.Evicted += _history.Add(ref stripe.DeliveryCursor, item);
            return;
        }

        if (IsRepeated(item, kind))
            return;
        switch (kind)
        {
            case ChangeKind.Add:
                stripe.Items.Add(item, item.Epoch, SearchIndex.StampOf(item.Id));
                if (item.Kind == WorkItemKind.Delivery)
                    stripe.Deliveries++;
                else
                    stripe.WaitingEvents += item.WaitingEvents;
                return;
            case ChangeKind.Update:
                _items[item.StoreSlot - 1].Stamp = item.Epoch;
                return;
            default:
                stripe.Items.Remove(item);
                if (item.Kind != WorkItemKind.Delivery)
                {
                    stripe.WaitingEvents -= item.WaitingEvents;
                    return;
                }

                stripe.Deliveries--;
                stripe.Evicted += _history.Add(ref stripe.DeliveryCursor, item);
                return;
        }
    }

    /// <summary>A state without version may be in the batches of several callers at once, whatever their stripe.</summary>
    private void ApplyUnversioned(MemoryStripe stripe, KeyedState state, ChangeKind kind)
    {
        lock (_unversioned)
        {
            if (kind == ChangeKind.Remove && state.StoreSlot != 0)
                stripe.States.Remove(state);
            else if (kind != ChangeKind.Remove && state.StoreSlot == 0)
                stripe.States.Add(state, 0, 0);
        }
    }

    private void Apply(MemoryStripe stripe, KeyedState state, ChangeKind kind)
    {
        if (state.Version == 0)
        {
            // Already known, and nothing about it is kept here: the common case needs no lock.
            if (kind != ChangeKind.Remove && state.StoreSlot != 0)
                return;
            ApplyUnversioned(stripe, state, kind);
            return;
        }

        if (IsRepeated(state, kind))
            return;
        if (kind == ChangeKind.Add)
        {
            var waiting = state.WaitingEvents;
            stripe.WaitingEvents += waiting;
            stripe.States.Add(state, (int)state.Version, waiting);
            return;
        }

        ref var slot = ref _states[state.StoreSlot - 1];
        stripe.WaitingEvents -= slot.Waiting;
        if (kind == ChangeKind.Remove)
        {
            stripe.States.Remove(state);
            return;
        }

        slot.Stamp = (int)state.Version;
        slot.Waiting = state.WaitingEvents;
        stripe.WaitingEvents += slot.Waiting;
    }

    private void EnterAll()
    {
        foreach (var stripe in _stripes)
            stripe.Gate.Enter();
    }

    private void ExitAll()
    {
        foreach (var stripe in _stripes)
            stripe.Gate.Exit();
    }
}
