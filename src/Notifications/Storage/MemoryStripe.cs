namespace Notifications.Storage;

/// <summary>One part of the memory store with its own lock: live records, a place in each history ring, and its counts.</summary>
/// <param name="number">The number of the stripe.</param>
internal sealed class MemoryStripe(int number)
{
    /// <summary>Guards all fields.</summary>
    public readonly Lock Gate = new();

    /// <summary>Live work items.</summary>
    public readonly RecordSlab Items = new();

    /// <summary>Live states.</summary>
    public readonly RecordSlab States = new();

    /// <summary>Where the next accepted event goes.</summary>
    public HistoryCursor EventCursor;

    /// <summary>Where the next finished delivery goes.</summary>
    public HistoryCursor DeliveryCursor;

    /// <summary>Where the next decision goes.</summary>
    public HistoryCursor DecisionCursor;

    /// <summary>Live deliveries of this stripe.</summary>
    public long Deliveries;

    /// <summary>Events that wait in this stripe's states.</summary>
    public long WaitingEvents;

    /// <summary>History records that this stripe has overwritten.</summary>
    public long Evicted;

    /// <summary>The stripe of a record that is held.</summary>
    /// <param name="storeSlot">What the record carries.</param>
    /// <returns>The number of the stripe.</returns>
    public static int StripeOf(int storeSlot) => storeSlot & (StripeSet.MaxStripes - 1);

    /// <summary>The position of a record within its stripe.</summary>
    /// <param name="storeSlot">What the record carries.</param>
    /// <returns>The position; -1 when it is not held.</returns>
    public static int PositionOf(int storeSlot) => (storeSlot >> StripeSet.Bits) - 1;

    /// <summary>Proves that a change to an item fits what is stored.</summary>
    /// <param name="change">Of an item that is held here.</param>
    /// <returns>False when the item is not held or has a newer epoch.</returns>
    public bool Accepts(in ItemChange change)
    {
        var position = PositionOf(change.Item.StoreSlot);
        return Items.Holds(position, change.Item) && change.Item.Epoch >= Items[position].Stamp;
    }

    /// <summary>Proves that a change to a state fits what is stored.</summary>
    /// <param name="change">Of a state that is held here.</param>
    /// <returns>False when the state is not held or its version is not the next.</returns>
    public bool Accepts(in StateChange change)
    {
        var position = PositionOf(change.State.StoreSlot);
        return States.Holds(position, change.State) && (int)change.State.Version == States[position].Stamp + 1;
    }

    /// <summary>Proves that the positions suffice for what a batch adds.</summary>
    /// <param name="batch">The changes.</param>
    /// <returns>False when there are too many records; what adds nothing always fits.</returns>
    public bool HasRoom(ChangeBatch batch)
    {
        if (Math.Max(Items.Live, States.Live) <= RecordSlab.MaxRecords - batch.Items.Length - batch.States.Length)
            return true;
        foreach (ref readonly var change in batch.Items)
        {
            if (change.Kind == ChangeKind.Add)
                return false;
        }

        foreach (ref readonly var change in batch.States)
        {
            if (change.Kind == ChangeKind.Add)
                return false;
        }

        return true;
    }

    /// <summary>Takes in an item.</summary>
    /// <param name="item">The item.</param>
    public void Add(WorkItem item)
    {
        item.StoreSlot = SlotOf(Items.Add(item, item.Epoch, 0));
        if (item.Kind == WorkItemKind.Delivery)
            Deliveries++;
    }

    /// <summary>Lets an item go.</summary>
    /// <param name="item">The item.</param>
    /// <returns>True when it is a delivery, which becomes history.</returns>
    public bool Remove(WorkItem item)
    {
        Items.Remove(PositionOf(item.StoreSlot));
        item.StoreSlot = 0;
        if (item.Kind != WorkItemKind.Delivery)
            return false;
        Deliveries--;
        return true;
    }

    /// <summary>Takes in, changes or lets go a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="kind">What happens to it.</param>
    public void Change(KeyedState state, ChangeKind kind)
    {
        if (kind == ChangeKind.Add)
        {
            var waiting = state.WaitingEvents;
            WaitingEvents += waiting;
            state.StoreSlot = SlotOf(States.Add(state, (int)state.Version, waiting));
            return;
        }

        var position = PositionOf(state.StoreSlot);
        ref var slot = ref States[position];
        WaitingEvents -= slot.Waiting;
        if (kind == ChangeKind.Remove)
        {
            States.Remove(position);
            state.StoreSlot = 0;
            return;
        }

        slot.Stamp = (int)state.Version;
        slot.Waiting = state.WaitingEvents;
        WaitingEvents += slot.Waiting;
    }

    /// <summary>Collects live deliveries, a part at a time, so that nobody waits long for the lock.</summary>
    /// <param name="query">What is asked, and what has been found.</param>
    public void FindLive(HistoryQuery query)
    {
        const int Part = 1024;
        var position = 0;
        while (FindLive(query, position, position + Part))
            position += Part;
    }

    private bool FindLive(HistoryQuery query, int position, int end)
    {
        lock (Gate)
        {
            for (; position < end && position < Items.Used; position++)
            {
                if (Items[position].Record is WorkItem item)
                    query.OfferLive(item);
            }

            return end < Items.Used;
        }
    }

    private int SlotOf(int position) => ((position + 1) << StripeSet.Bits) | number;
}
