namespace Notifications.Storage.Journal.Reading;

/// <summary>Remembers from where on the last so many records of a kind stand: records come in the order of their locations.</summary>
/// <param name="capacity">How many.</param>
internal sealed class LocationRing(int capacity)
{
    private readonly Queue<long> _last = new();

    /// <summary>The location of the oldest one that is kept; all from there on are.</summary>
    public long Oldest => _last.TryPeek(out var oldest) ? oldest : long.MaxValue;

    /// <summary>All that are kept.</summary>
    public IReadOnlyCollection<long> Locations => _last;

    public void Add(long location)
    {
        if (capacity == 0)
            return;
        if (_last.Count == capacity)
            _last.Dequeue();
        _last.Enqueue(location);
    }
}
