using System.Runtime.InteropServices;
using Notifications.Dispatch;

namespace Notifications.Publishing;

/// <summary>The deliveries that a step makes, asked whether there is one like another: a few are looked through, many (a fan-out to thousands) are found by their keys.</summary>
internal sealed class PlannedDeliveries
{
    private const int Few = 16;

    /// <summary>A larger set is not kept for the next step.</summary>
    private const int MostKept = 1_024;

    private readonly List<Delivery> _deliveries = [];
    private HashSet<(long Event, ChannelRuntime Channel, string? Destination, int? Count)>? _keys;

    public void Add(Delivery delivery)
    {
        _deliveries.Add(delivery);
        if (_deliveries.Count <= Few)
            return;
        _keys ??= [];
        if (_keys.Count == 0)
        {
            foreach (var earlier in _deliveries)
                _keys.Add(KeyOf(earlier));
        }

        _keys.Add(KeyOf(delivery));
    }

    /// <summary>Whether there is one of this event to this destination.</summary>
    /// <param name="eventNumber">The event or request.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="destination">The destination on it.</param>
    /// <param name="count">How many events it tells; null for one that is no summary.</param>
    public bool Contains(long eventNumber, ChannelRuntime channel, string? destination, int? count)
    {
        if (_deliveries.Count > Few)
            return _keys!.Contains((eventNumber, channel, destination, count));
        foreach (var other in CollectionsMarshal.AsSpan(_deliveries))
        {
            if (other.EventNumber == eventNumber && ReferenceEquals(other.Runtime, channel)
                && string.Equals(other.Destination, destination, StringComparison.Ordinal)
                && other.Details?.Aggregate?.Count == count)
                return true;
        }

        return false;
    }

    public void Clear()
    {
        _deliveries.Clear();
        if (_keys is not { Count: > 0 } keys)
            return;
        if (keys.Count > MostKept)
            _keys = null;
        else
            keys.Clear();
    }

    private static (long Event, ChannelRuntime Channel, string? Destination, int? Count) KeyOf(Delivery delivery) =>
        (delivery.EventNumber, delivery.Runtime, delivery.Destination, delivery.Details?.Aggregate?.Count);
}
