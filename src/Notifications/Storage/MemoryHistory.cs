namespace Notifications.Storage;

/// <summary>What the memory store remembers of the past: a ring for each kind of record.</summary>
/// <param name="capacity">How many records of each kind.</param>
/// <param name="stripes">How many stripes write.</param>
internal sealed class MemoryHistory(int capacity, int stripes)
{
    /// <summary>Accepted events.</summary>
    public HistoryRing<AcceptedEvent> Events { get; } = new(capacity, stripes);

    /// <summary>Finished deliveries.</summary>
    public HistoryRing<WorkItem> Deliveries { get; } = new(capacity, stripes);

    /// <summary>Decisions.</summary>
    public HistoryRing<DecisionRecord> Decisions { get; } = new(capacity, stripes);

    /// <summary>Lets go what is older than a point in time. The caller holds all stripes.</summary>
    /// <param name="nowTicks">Now.</param>
    /// <param name="oldestTicks">The point in time.</param>
    /// <returns>How many records went.</returns>
    public int Trim(long nowTicks, long oldestTicks) =>
        Events.Trim(nowTicks, oldestTicks) + Deliveries.Trim(nowTicks, oldestTicks) + Decisions.Trim(nowTicks, oldestTicks);

    /// <summary>Collects the events with an id. The caller holds all stripes.</summary>
    /// <param name="query">What is asked, and what has been found.</param>
    public void FindEvents(HistoryQuery query)
    {
        foreach (ref readonly var slot in Events.Slots)
        {
            if (slot.Seen != 0)
                query.Offer(slot.Value);
        }
    }

    /// <summary>Collects decisions and finished deliveries of the events found. The caller holds all stripes.</summary>
    /// <param name="query">What is asked, and what has been found.</param>
    public void FindRest(HistoryQuery query)
    {
        foreach (ref readonly var slot in Decisions.Slots)
        {
            if (slot.Seen != 0)
                query.Offer(slot.Value);
        }

        foreach (ref readonly var slot in Deliveries.Slots)
        {
            if (slot.Seen != 0)
                query.OfferFinished(slot.Value);
        }
    }
}
