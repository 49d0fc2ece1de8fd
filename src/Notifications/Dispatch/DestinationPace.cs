namespace Notifications.Dispatch;

/// <summary>Keeps the attempts to each destination of a channel apart by an interval; one that has to wait holds up no other. Guarded by its queue's lock.</summary>
internal sealed class DestinationPace(TimeSpan interval)
{
    private readonly Dictionary<string, DestinationLine> _lines = new(StringComparer.Ordinal);

    // Each line at most once: those that others wait for, and those that are to be forgotten when they are free.
    private readonly PriorityQueue<DestinationLine, long> _times = new();

    /// <summary>How many wait for their destination.</summary>
    public int Waiting { get; private set; }

    /// <summary>The earliest instant at which something changes; 0 when nobody waits.</summary>
    public long NextTicks => Waiting > 0 && _times.TryPeek(out _, out var ticks) ? ticks : 0;

    /// <summary>Asks for one attempt now.</summary>
    /// <returns>False when it has to wait; it is kept until then.</returns>
    public bool TryPass(LaneEntry entry, long nowTicks)
    {
        var line = LineOf(entry);
        var isCalled = ReferenceEquals(line.Called, entry.Item);
        if (isCalled)
            line.Called = null;
        if (nowTicks < line.FreeTicks || (line.Waiting > 0 && !isCalled))
        {
            line.Add(entry);
            Waiting++;
            Time(line, nowTicks);
            return false;
        }

        line.FreeTicks = nowTicks + interval.Ticks;
        Time(line, nowTicks);
        return true;
    }

    /// <summary>Calls the next one of a destination that is free.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryCall(long nowTicks, out LaneEntry entry)
    {
        while (_times.TryPeek(out var line, out var ticks) && ticks <= nowTicks)
        {
            _times.Dequeue();
            line.IsTimed = false;
            if (nowTicks < line.FreeTicks)
            {
                Time(line, nowTicks);
                continue;
            }

            if (line.Waiting > 0)
            {
                entry = line.Take();
                Waiting--;
                line.Called = entry.Item;
                return true;
            }

            _lines.Remove(line.Destination);
        }

        entry = default;
        return false;
    }

    /// <summary>One that was taken from the queue is no longer to be sent: if it was its turn, the next one is called.</summary>
    public void Skip(LaneEntry entry, long nowTicks)
    {
        if (entry.Item is not Delivery delivery || !_lines.TryGetValue(delivery.Destination ?? string.Empty, out var line) || !ReferenceEquals(line.Called, entry.Item))
            return;
        line.Called = null;
        Time(line, nowTicks);
    }

    /// <summary>Sends nothing to a destination until an instant.</summary>
    public void PauseUntil(string? destination, long ticks)
    {
        if (!_lines.TryGetValue(destination ?? string.Empty, out var line))
            _lines.Add(destination ?? string.Empty, line = new DestinationLine(destination ?? string.Empty));
        line.FreeTicks = Math.Max(line.FreeTicks, ticks);
        Time(line, 0);
    }

    /// <summary>Lets go of places that are of no use any more.</summary>
    /// <returns>How many.</returns>
    public int Sweep()
    {
        var removed = 0;
        foreach (var line in _lines.Values)
            removed += line.Sweep();
        Waiting -= removed;
        return removed;
    }

    private DestinationLine LineOf(LaneEntry entry)
    {
        var destination = (entry.Item as Delivery)?.Destination ?? string.Empty;
        if (!_lines.TryGetValue(destination, out var line))
            _lines.Add(destination, line = new DestinationLine(destination));
        return line;
    }

    /// <summary>While one is called the line waits for it; it comes back to the times when that one has passed.</summary>
    private void Time(DestinationLine line, long nowTicks)
    {
        if (line.IsTimed || line.Called is not null)
            return;
        line.IsTimed = true;
        _times.Enqueue(line, Math.Max(line.FreeTicks, nowTicks));
    }
}
