using System.Runtime.InteropServices;

namespace Notifications.Storage.Journal.Reading;

/// <summary>Where the entries of a kind are, by their numbers, and which of them live items refer to.</summary>
internal sealed class EntryMap
{
    private readonly Dictionary<long, Place> _places = [];
    private long _lastMarked;
    private bool _lastIsKnown;

    /// <summary>Where those are that were marked.</summary>
    public IEnumerable<long> Marked => _places.Values.Where(static p => p.IsMarked).Select(static p => p.Location);

    public void Add(long number, long location) => _places[number] = new Place(location, IsMarked: false);

    public bool Contains(long number) => _places.ContainsKey(number);

    /// <summary>Something live refers to it. Neighbours often refer to the same.</summary>
    /// <returns>False when there is no such entry.</returns>
    public bool Mark(long number)
    {
        if (number == _lastMarked)
            return _lastIsKnown;
        _lastMarked = number;
        ref var place = ref CollectionsMarshal.GetValueRefOrNullRef(_places, number);
        _lastIsKnown = !System.Runtime.CompilerServices.Unsafe.IsNullRef(ref place);
        if (_lastIsKnown)
            place = place with { IsMarked = true };
        return _lastIsKnown;
    }

    public bool IsMarked(long number, long location) => _places.TryGetValue(number, out var place) && place.IsMarked && place.Location == location;

    private readonly record struct Place(long Location, bool IsMarked);
}
