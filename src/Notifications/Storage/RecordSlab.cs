namespace Notifications.Storage;

/// <summary>Live records by position, without allocation in steady state: segments of slots and a free list threaded through the vacant ones.
/// Guarded by the lock of its stripe.</summary>
internal sealed class RecordSlab
{
    /// <summary>The highest number of records: a position and its stripe share the 31 bits of <see cref="StoreRecord.StoreSlot"/>.</summary>
    internal const int MaxRecords = 1 << (31 - StripeSet.Bits - 1);

    private const int SegmentBits = 11;
    private const int SegmentSize = 1 << SegmentBits;
    private const int None = -1;
    private Slot[][] _segments = [];
    private int _free = None;
    private int _used;

    /// <summary>How many records there are.</summary>
    public int Live { get; private set; }

    /// <summary>How many positions have been used at some time: a bound for a walk.</summary>
    public int Used => _used;

    /// <summary>Takes in a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="stamp">Its version or epoch.</param>
    /// <param name="waiting">How many events wait in it.</param>
    /// <returns>Its position.</returns>
    public int Add(StoreRecord record, int stamp, int waiting)
    {
        var position = _free;
        if (position == None)
            position = Grow();
        else
            _free = this[position].Stamp;
        ref var slot = ref this[position];
        slot.Record = record;
        slot.Stamp = stamp;
        slot.Waiting = waiting;
        Live++;
        return position;
    }

    /// <summary>Lets a record go.</summary>
    /// <param name="position">Its position.</param>
    public void Remove(int position)
    {
        ref var slot = ref this[position];
        slot.Record = null;
        slot.Stamp = _free;
        slot.Waiting = 0;
        _free = position;
        Live--;
    }

    /// <summary>Proves that a record is where it says.</summary>
    /// <param name="position">The position.</param>
    /// <param name="record">The record.</param>
    /// <returns>False when it is not held here.</returns>
    public bool Holds(int position, StoreRecord record) => (uint)position < (uint)_used && ReferenceEquals(this[position].Record, record);

    /// <summary>A slot in use, or a vacant one whose stamp is the next vacant position.</summary>
    /// <param name="position">Less than <see cref="Used"/>.</param>
    public ref Slot this[int position] => ref _segments[position >> SegmentBits][position & (SegmentSize - 1)];

    private int Grow()
    {
        if ((_used & (SegmentSize - 1)) == 0)
        {
            Array.Resize(ref _segments, _segments.Length + 1);
            _segments[^1] = new Slot[SegmentSize];
        }

        return _used++;
    }

    /// <summary>A place for a record.</summary>
    internal struct Slot
    {
        /// <summary>The record; null for a vacant slot.</summary>
        public StoreRecord? Record;

        /// <summary>The stored epoch of an item, the low half of the stored version of a state, or the next vacant position.</summary>
        public int Stamp;

        /// <summary>The events that waited in a state at its last commit.</summary>
        public int Waiting;
    }
}
