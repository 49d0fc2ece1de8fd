namespace Notifications.Storage.Journal.Reading;

/// <summary>Remembers from where on the last so many records of a kind stand: records come in the order of their locations.</summary>
/// <param name="capacity">How many.</param>
/// <param name="maxBytes">How many bytes of them; the newest is kept whatever its size.</param>
internal sealed class LocationRing(int capacity, long maxBytes)
{
    private readonly Queue<(long Location, int Bytes)> _last = new();
    private long _bytes;

    /// <summary>The location of the oldest one that is kept; all from there on are.</summary>
    public long Oldest => _last.TryPeek(out var oldest) ? oldest.Location : long.MaxValue;

    /// <summary>All that are kept.</summary>
    public IEnumerable<long> Locations => _last.Select(static l => l.Location);

    public void Add(long location, int bytes)
    {
        if (capacity == 0)
            return;
        while (_last.Count > 0 && (_last.Count >= capacity || _bytes + bytes > maxBytes))
            _bytes -= _last.Dequeue().Bytes;
        _last.Enqueue((location, bytes));
        _bytes += bytes;
    }
}
