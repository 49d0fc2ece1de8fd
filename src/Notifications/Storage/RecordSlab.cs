namespace Notifications.Storage;

/// <summary>Live records by position, without allocation in steady state. Vacant positions hang together in chains, threaded through the slots;
/// stripes exchange whole chains, so that they meet only once a chain.</summary>
/// <remarks>The slot of a live record belongs to whoever may change the record: writing it needs no lock. Positions stay where they are.</remarks>
internal sealed class RecordSlab
{
    /// <summary>How many vacant positions a chain has.</summary>
    internal const int ChainLength = 64;

    /// <summary>The end of a chain.</summary>
    internal const int None = -1;

    private const int SegmentBits = 11;
    private const int SegmentSize = 1 << SegmentBits;
    private readonly Lock _gate = new();
    private readonly Stack<int> _chains = new();
    private volatile Slot[][] _segments = [];
    private int _used;

    /// <summary>How many positions have been handed out at some time: a bound for a walk.</summary>
    public int Used => Volatile.Read(ref _used);

    /// <summary>A slot in use, or a vacant one whose stamp is the next vacant position.</summary>
    /// <param name="position">Less than <see cref="Used"/>.</param>
    public ref Slot this[int position] => ref _segments[position >> SegmentBits][position & (SegmentSize - 1)];

    /// <summary>Proves that a record is where it says.</summary>
    /// <param name="position">The position.</param>
    /// <param name="record">The record.</param>
    /// <returns>False when it is not held here.</returns>
    public bool Holds(int position, StoreRecord record)
    {
        var segments = _segments;
        var segment = position >> SegmentBits;
        return (uint)segment < (uint)segments.Length && ReferenceEquals(segments[segment][position & (SegmentSize - 1)].Record, record);
    }

    /// <summary>Takes a full chain of vacant positions.</summary>
    /// <returns>The first of them.</returns>
    public int TakeChain()
    {
        lock (_gate)
            return _chains.TryPop(out var first) ? first : Grow();
    }

    /// <summary>Gives a full chain back.</summary>
    /// <param name="first">The first position.</param>
    public void GiveChain(int first)
    {
        lock (_gate)
            _chains.Push(first);
    }

    private int Grow()
    {
        var first = _used;
        if ((first & (SegmentSize - 1)) == 0)
            _segments = [.. _segments, new Slot[SegmentSize]];
        for (var i = 1; i < ChainLength; i++)
            this[first + i - 1].Stamp = first + i;
        this[first + ChainLength - 1].Stamp = None;
        Volatile.Write(ref _used, first + ChainLength);
        return first;
    }

    /// <summary>A place for a record.</summary>
    internal struct Slot
    {
        /// <summary>The record; null for a vacant slot.</summary>
        public StoreRecord? Record;

        /// <summary>The stored epoch of an item, the low half of the stored version of a state, or the next vacant position.</summary>
        public int Stamp;

        /// <summary>The events that waited in a state at its last commit; of an item, the stamp by which a search knows it again.</summary>
        public int Waiting;
    }
}
