namespace Notifications.Timing;

/// <summary>The entries of one slot of a wheel in the order of their scheduling, in chunks that slots share through a pool.</summary>
internal struct TimerBucket
{
    private TimerChunk? _first;
    private TimerChunk? _last;

    /// <summary>The earliest due time of its entries.</summary>
    public long EarliestTicks { get; private set; }

    /// <summary>Adds an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="pool">Where chunks come from.</param>
    public void Add(in TimerEntry entry, TimerChunkPool pool)
    {
        if (_last is null)
        {
            _first = _last = pool.Rent();
            EarliestTicks = entry.DueTicks;
        }
        else if (_last.Count == TimerChunk.Capacity)
        {
            _last = _last.Next = pool.Rent();
        }

        _last.Entries[_last.Count++] = entry;
        EarliestTicks = Math.Min(EarliestTicks, entry.DueTicks);
    }

    /// <summary>Takes all entries out.</summary>
    /// <returns>The first of their chunks, each linked to the next.</returns>
    public TimerChunk? Detach()
    {
        var first = _first;
        _first = _last = null;
        return first;
    }
}
