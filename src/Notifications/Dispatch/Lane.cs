namespace Notifications.Dispatch;

/// <summary>A growing ring of queue entries, first in, first out. The bound is kept by the owner.</summary>
internal struct Lane
{
    private LaneEntry[]? _entries;
    private int _head;

    public int Count { get; private set; }

    public void Add(LaneEntry entry)
    {
        if (_entries is null || Count == _entries.Length)
            Grow();
        _entries![(_head + Count) & (_entries.Length - 1)] = entry;
        Count++;
    }

    public void AddFirst(LaneEntry entry)
    {
        if (_entries is null || Count == _entries.Length)
            Grow();
        _head = (_head - 1) & (_entries!.Length - 1);
        _entries[_head] = entry;
        Count++;
    }

    public LaneEntry Take()
    {
        ref var slot = ref _entries![_head];
        var entry = slot;
        slot = default;
        _head = (_head + 1) & (_entries.Length - 1);
        Count--;
        return entry;
    }

    /// <summary>Lets go of places that are of no use any more.</summary>
    /// <param name="into">Takes them, if somebody asks for them.</param>
    /// <returns>How many.</returns>
    public int Sweep(List<LaneEntry>? into)
    {
        var before = Count;
        for (var i = 0; i < before; i++)
        {
            var entry = Take();
            if (entry.IsQueued)
                Add(entry);
            else
                into?.Add(entry);
        }

        return before - Count;
    }

    private void Grow()
    {
        var larger = new LaneEntry[_entries is null ? 16 : _entries.Length * 2];
        for (var i = 0; i < Count; i++)
            larger[i] = _entries![(_head + i) & (_entries.Length - 1)];
        _entries = larger;
        _head = 0;
    }
}
