using System.Runtime.InteropServices;

namespace Notifications.Storage.Journal.Reading;

/// <summary>Where the entries of a kind are, by their numbers, and which of them live items refer to.</summary>
internal sealed class EntryMap
{
    private readonly Dictionary<long, Place> _places = [];
    private long _lastMarked;
    private int _lastBytes;

    /// <summary>Where those are that were marked.</summary>
    public IEnumerable<long> Marked => _places.Values.Where(static p => p.IsMarked).Select(static p => p.Location);

    public void Add(long number, long location, int bytes) => _places[number] = new Place(location, bytes, IsMarked: false);

    public bool Contains(long number) => _places.ContainsKey(number);

    /// <summary>Something live refers to it. Neighbours often refer to the same.</summary>
    /// <returns>How many bytes it has; -1 when there is no such entry.</returns>
    public int Mark(long number)
    {
        if (number == _lastMarked)
            return _lastBytes;
        _lastMarked = number;
        ref var place = ref CollectionsMarshal.GetValueRefOrNullRef(_places, number);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref place))
            return _lastBytes = -1;
        place = place with { IsMarked = true };
        return _lastBytes = place.Bytes;
    }

    public bool IsMarked(long number, long location) => _places.TryGetValue(number, out var place) && place.IsMarked && place.Location == location;

    private readonly record struct Place(long Location, int Bytes, bool IsMarked);
}
