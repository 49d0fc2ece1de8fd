namespace Notifications.Storage;

/// <summary>A stripe's own vacant positions of a <see cref="RecordSlab"/>: a chain that it uses, and a full or empty one in reserve, so that neither adding nor removing in turn asks for another.</summary>
/// <param name="slab">The slab.</param>
internal struct SlabCursor(RecordSlab slab)
{
    private int _first = RecordSlab.None;
    private int _count;
    private int _spare = RecordSlab.None;

    /// <summary>How many records this stripe has added, less those that it has removed. Only the sum over all stripes says something.</summary>
    public long Live { get; private set; }

    /// <summary>Takes in a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="stamp">Its version or epoch.</param>
    /// <param name="waiting">How many events wait in it.</param>
    public void Add(StoreRecord record, int stamp, int waiting)
    {
        if (_count == 0)
        {
            _first = _spare == RecordSlab.None ? slab.TakeChain() : _spare;
            _spare = RecordSlab.None;
            _count = RecordSlab.ChainLength;
        }

        var position = _first;
        ref var slot = ref slab[position];
        _first = slot.Stamp;
        _count--;
        slot.Stamp = stamp;
        slot.Waiting = waiting;
        slot.Record = record;
        record.StoreSlot = position + 1;
        Live++;
    }

    /// <summary>Lets a record go.</summary>
    /// <param name="record">The record.</param>
    public void Remove(StoreRecord record)
    {
        if (_count == RecordSlab.ChainLength)
        {
            if (_spare != RecordSlab.None)
                slab.GiveChain(_spare);
            _spare = _first;
            _first = RecordSlab.None;
            _count = 0;
        }

        var position = record.StoreSlot - 1;
        ref var slot = ref slab[position];
        slot.Record = null;
        slot.Stamp = _first;
        slot.Waiting = 0;
        _first = position;
        _count++;
        record.StoreSlot = 0;
        Live--;
    }
}
