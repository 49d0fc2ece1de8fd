namespace Notifications.Storage;

/// <summary>The signatures of what is at some positions, side by side, so that a search looks at nothing that it surely does not ask for. Made while it is searched, never when something is stored.</summary>
/// <remarks>It holds numbers alone: what leaves the history is not kept alive by it. One search at a time uses it.</remarks>
/// <param name="types">The types that were met.</param>
internal sealed class SearchIndex(SearchTypes types)
{
    private int[] _stamps = [];
    private long[] _created = [];
    private ulong[] _signatures = [];

    /// <summary>Makes room for so many positions.</summary>
    public void Grow(int positions)
    {
        if (positions <= _stamps.Length)
            return;
        var size = Math.Max(positions, Math.Min(_stamps.Length * 2, Array.MaxLength));
        Array.Resize(ref _stamps, size);
        Array.Resize(ref _created, size);
        Array.Resize(ref _signatures, size);
    }

    /// <summary>The low bits of the number of what is known at a position; 0 for nothing.</summary>
    public int StampAt(int position) => _stamps[position];

    public long CreatedAt(int position) => _created[position];

    public ulong SignatureAt(int position) => _signatures[position];

    /// <summary>Notes what is at a position now.</summary>
    public void Put(int position, WorkItem item)
    {
        _stamps[position] = StampOf(item.Id);
        if (item is not IDeliverySource delivery)
        {
            // Never found: what still looks for its recipients is no delivery yet.
            _created[position] = long.MaxValue;
            return;
        }

        if (delivery.Event is { } e)
            types.Add(e.Type);
        _created[position] = delivery.CreatedTicks;
        _signatures[position] = SearchSignature.Of(item, delivery);
    }

    /// <summary>Notes what is at a position now.</summary>
    public void Put(int position, in AcceptedEvent accepted)
    {
        _stamps[position] = StampOf(accepted.Id.Value);
        types.Add(accepted.Event.Type);
        _signatures[position] = SearchSignature.OfEvent(accepted.Event.TenantId ?? string.Empty, accepted.Id.Value, accepted.Event);
    }

    /// <summary>The stamp of a number: what takes a position after another has a near, and so another one.</summary>
    public static int StampOf(long number) => (int)number == 0 ? 1 : (int)number;
}
