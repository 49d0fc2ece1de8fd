using System.Numerics;

namespace Notifications.Storage;

/// <summary>The memory store's records in stripes, each under its own lock. A commit holds the locks of all stripes that it concerns, so it is seen whole or not at all.</summary>
internal sealed class StripedRecords
{
    private readonly MemoryStripe[] _stripes;
    private readonly MemoryHistory _history;
    private long _trimmed;

    /// <summary>Creates empty stripes.</summary>
    /// <param name="historyCapacity">How many records of each kind are remembered.</param>
    public StripedRecords(int historyCapacity)
    {
        _stripes = new MemoryStripe[CountStripes(historyCapacity)];
        for (var i = 0; i < _stripes.Length; i++)
            _stripes[i] = new MemoryStripe(i);
        _history = new MemoryHistory(historyCapacity, _stripes.Length);
    }

    /// <summary>Commits all of a batch but its keys.</summary>
    /// <param name="batch">The changes.</param>
    /// <returns>Committed, or why not.</returns>
    public CommitResult Apply(ChangeBatch batch)
    {
        if (FindStripes(batch, out var stripes) is { } unknown)
            return Conflict(unknown);
        var home = _stripes[stripes.First];
        Enter(stripes);
        try
        {
            if (FindConflict(batch) is { } stale)
                return Conflict(stale);
            if (!home.HasRoom(batch))
                return new CommitResult(CommitKind.Full, Reason: $"The memory store holds {RecordSlab.MaxRecords} records in one of its stripes. Lower the engine's limit of pending work.");
            Apply(batch, home);
            return default;
        }
        finally
        {
            Exit(stripes);
        }
    }

    /// <summary>Counts what is live.</summary>
    /// <returns>The counts.</returns>
    public StoreCounts Count()
    {
        var all = StripeSet.All(_stripes.Length);
        Enter(all);
        try
        {
            long deliveries = 0, expansions = 0, waiting = 0, states = 0, evicted = _trimmed;
            foreach (var stripe in _stripes)
            {
                deliveries += stripe.Deliveries;
                expansions += stripe.Items.Live - stripe.Deliveries;
                waiting += stripe.WaitingEvents;
                states += stripe.States.Live;
                evicted += stripe.Evicted;
            }

            return new StoreCounts(deliveries, expansions, waiting, states, evicted);
        }
        finally
        {
            Exit(all);
        }
    }

    /// <summary>Lets go of old history.</summary>
    /// <param name="nowTicks">Now.</param>
    /// <param name="oldestTicks">What was there before this point in time goes.</param>
    public void Trim(long nowTicks, long oldestTicks)
    {
        var all = StripeSet.All(_stripes.Length);
        Enter(all);
        try
        {
            _trimmed += _history.Trim(nowTicks, oldestTicks);
        }
        finally
        {
            Exit(all);
        }
    }

    /// <summary>Reads what is known of the events with an id.</summary>
    /// <param name="eventId">The text of the id.</param>
    /// <param name="oldestTicks">What is older is not returned.</param>
    /// <returns>The records in the order of the contract.</returns>
    public List<HistoryRecord> ReadHistory(string eventId, long oldestTicks)
    {
        var query = new HistoryQuery(eventId, oldestTicks);
        var all = StripeSet.All(_stripes.Length);
        Look(_history.FindEvents);
        if (!query.HasEvents)
            return [];

        // Live ones first: one that finishes meanwhile is then found twice rather than not at all.
        foreach (var stripe in _stripes)
            stripe.FindLive(query);
        Look(_history.FindRest);
        return query.ToRecords();

        void Look(Action<HistoryQuery> find)
        {
            Enter(all);
            try
            {
                find(query);
            }
            finally
            {
                Exit(all);
            }
        }
    }

    // Records are held in the stripe of the processor that added them. A small history is not worth more than one stripe.
    private static int CountStripes(int historyCapacity)
    {
        var most = Math.Min(Environment.ProcessorCount, StripeSet.MaxStripes);
        if (historyCapacity > 0)
            most = Math.Clamp(historyCapacity / HistoryRing<WorkItem>.BlocksPerStripe, 1, most);
        return 1 << BitOperations.Log2((uint)most);
    }

    private static CommitResult Conflict(StoreRecord record) =>
        new(CommitKind.Conflict, Reason: $"The {record.GetType().Name} is not what is stored: it is held elsewhere or no longer, or its version or epoch is not the next.");

    // A commit needs the stripes of what it changes. What it adds goes to one of them, so that most commits take a single lock.
    private StoreRecord? FindStripes(ChangeBatch batch, out StripeSet stripes)
    {
        stripes = default;
        foreach (ref readonly var change in batch.Items)
        {
            if (!Find(change.Item, change.Kind, ref stripes))
                return change.Item;
        }

        foreach (ref readonly var change in batch.States)
        {
            if (!Find(change.State, change.Kind, ref stripes))
                return change.State;
        }

        if (stripes.IsEmpty)
            stripes.Add(Thread.GetCurrentProcessorId() & (_stripes.Length - 1));
        return null;
    }

    private bool Find(StoreRecord record, ChangeKind kind, ref StripeSet stripes)
    {
        var slot = record.StoreSlot;
        if (kind == ChangeKind.Add)
            return slot == 0;
        var stripe = MemoryStripe.StripeOf(slot);
        if (slot <= 0 || stripe >= _stripes.Length)
            return false;
        stripes.Add(stripe);
        return true;
    }

    private StoreRecord? FindConflict(ChangeBatch batch)
    {
        foreach (ref readonly var change in batch.Items)
        {
            if (change.Kind != ChangeKind.Add && !_stripes[MemoryStripe.StripeOf(change.Item.StoreSlot)].Accepts(change))
                return change.Item;
        }

        foreach (ref readonly var change in batch.States)
        {
            var accepted = change.Kind == ChangeKind.Add
                ? change.State.Version == 1
                : _stripes[MemoryStripe.StripeOf(change.State.StoreSlot)].Accepts(change);
            if (!accepted)
                return change.State;
        }

        return null;
    }

    private void Apply(ChangeBatch batch, MemoryStripe home)
    {
        foreach (ref readonly var accepted in batch.Events)
            home.Evicted += _history.Events.Append(ref home.EventCursor, accepted);
        foreach (ref readonly var decision in batch.Decisions)
            home.Evicted += _history.Decisions.Append(ref home.DecisionCursor, decision);
        foreach (ref readonly var change in batch.Items)
            Apply(change, home);
        foreach (ref readonly var change in batch.States)
        {
            if (IsRepeated(change.State, change.Kind))
                continue;
            var stripe = change.Kind == ChangeKind.Add ? home : _stripes[MemoryStripe.StripeOf(change.State.StoreSlot)];
            stripe.Change(change.State, change.Kind);
        }
    }

    // A record that a batch names twice, against the contract, must not damage what is stored.
    private static bool IsRepeated(StoreRecord record, ChangeKind kind) => (kind == ChangeKind.Add) == (record.StoreSlot != 0);

    private void Apply(in ItemChange change, MemoryStripe home)
    {
        if (IsRepeated(change.Item, change.Kind))
            return;
        if (change.Kind == ChangeKind.Add)
        {
            home.Add(change.Item);
            return;
        }

        var stripe = _stripes[MemoryStripe.StripeOf(change.Item.StoreSlot)];
        if (change.Kind == ChangeKind.Update)
            stripe.Items[MemoryStripe.PositionOf(change.Item.StoreSlot)].Stamp = change.Item.Epoch;
        else if (stripe.Remove(change.Item))
            home.Evicted += _history.Deliveries.Append(ref home.DeliveryCursor, change.Item);
    }

    private void Enter(StripeSet stripes)
    {
        while (!stripes.IsEmpty)
            _stripes[stripes.Pop()].Gate.Enter();
    }

    private void Exit(StripeSet stripes)
    {
        while (!stripes.IsEmpty)
            _stripes[stripes.Pop()].Gate.Exit();
    }
}
