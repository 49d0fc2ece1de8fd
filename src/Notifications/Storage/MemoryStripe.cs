namespace Notifications.Storage;

/// <summary>What the commits of one processor share: a lock, vacant positions, a place in each history ring, and counts. Only the sums of the counts over all stripes say something.</summary>
/// <param name="items">Where live items are.</param>
/// <param name="states">Where live states are.</param>
internal sealed class MemoryStripe(RecordSlab items, RecordSlab states)
{
    /// <summary>Guards all fields.</summary>
    public readonly Lock Gate = new();

    /// <summary>Keeps the next stripe, which is created after this one, out of its cache lines: each processor writes its own all the time.</summary>
    public readonly byte[] Distance = new byte[256];

    /// <summary>Positions for items.</summary>
    public SlabCursor Items = new(items);

    /// <summary>Positions for states.</summary>
    public SlabCursor States = new(states);

    /// <summary>Where the next accepted event goes.</summary>
    public HistoryCursor EventCursor;

    /// <summary>Where the next finished delivery goes.</summary>
    public HistoryCursor DeliveryCursor;

    /// <summary>Where the next decision goes.</summary>
    public HistoryCursor DecisionCursor;

    /// <summary>Live deliveries.</summary>
    public long Deliveries;

    /// <summary>Events that wait in states.</summary>
    public long WaitingEvents;

    /// <summary>History records that were overwritten.</summary>
    public long Evicted;
}
