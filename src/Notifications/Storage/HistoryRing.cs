namespace Notifications.Storage;

/// <summary>The last records of one kind, bounded by count and preallocated. Stripes fill it in blocks, so that they meet only once a block.</summary>
/// <remarks>A slot is written under the lock of the stripe whose cursor covers it; whoever reads or trims holds the locks of all stripes.</remarks>
/// <typeparam name="T">What is kept.</typeparam>
internal sealed class HistoryRing<T>
{
    /// <summary>A stripe holds one block at a time: so many make the order by age nearly exact, and one is always free.</summary>
    internal const int BlocksPerStripe = 8;

    private const int MaxBlock = 64;
    private readonly Lock _gate = new();
    private readonly Slot[] _slots;
    private readonly bool[] _taken;
    private readonly int _blockSize;
    private int _nextBlock;

    /// <summary>Creates the ring.</summary>
    /// <param name="capacity">How many records: 0 keeps none, else at least <see cref="BlocksPerStripe"/> for each stripe or one for a single stripe.</param>
    /// <param name="stripes">How many stripes write.</param>
    public HistoryRing(int capacity, int stripes)
    {
        _slots = new Slot[capacity];
        _blockSize = Math.Clamp(capacity / (stripes * BlocksPerStripe), 1, MaxBlock);
        _taken = new bool[(capacity + _blockSize - 1) / _blockSize];
    }

    /// <summary>The slots, for a reader that holds all locks.</summary>
    public ReadOnlySpan<Slot> Slots => _slots;

    /// <summary>Adds a record in place of the oldest.</summary>
    /// <param name="cursor">The stripe's place in this ring.</param>
    /// <param name="value">The record.</param>
    /// <returns>1 when an older record had to go, else 0.</returns>
    public int Append(ref HistoryCursor cursor, in T value)
    {
        if (cursor.Next == cursor.End && !TakeBlock(ref cursor))
            return 1;
        ref var slot = ref _slots[cursor.Next++];
        var evicted = slot.Seen == 0 ? 0 : 1;
        slot.Seen = Slot.New;
        slot.Value = value;
        return evicted;
    }

    /// <summary>Lets go what was seen before a point in time. A record is dated by the first call that sees it: late, never early.</summary>
    /// <param name="nowTicks">Now.</param>
    /// <param name="oldestTicks">The point in time.</param>
    /// <returns>How many records went.</returns>
    public int Trim(long nowTicks, long oldestTicks)
    {
        var trimmed = 0;
        foreach (ref var slot in _slots.AsSpan())
        {
            if (slot.Seen == Slot.New)
            {
                slot.Seen = Math.Max(nowTicks, 1);
            }
            else if (slot.Seen != 0 && slot.Seen < oldestTicks)
            {
                slot = default;
                trimmed++;
            }
        }

        return trimmed;
    }

    private bool TakeBlock(ref HistoryCursor cursor)
    {
        if (_slots.Length == 0)
            return false;
        lock (_gate)
        {
            if (cursor.End != 0)
                _taken[(cursor.End - 1) / _blockSize] = false;

            // A block that another stripe has not filled yet is passed over; there are always more blocks than stripes.
            var block = _nextBlock;
            while (_taken[block])
                block = Next(block);
            _nextBlock = Next(block);
            _taken[block] = true;
            cursor.Next = block * _blockSize;
            cursor.End = Math.Min(cursor.Next + _blockSize, _slots.Length);
        }

        return true;
    }

    private int Next(int block) => block + 1 == _taken.Length ? 0 : block + 1;

    /// <summary>A place for a record.</summary>
    internal struct Slot
    {
        /// <summary>What <see cref="Seen"/> is until the first trim.</summary>
        internal const long New = -1;

        /// <summary>0 for a vacant slot, else when a trim first saw it.</summary>
        public long Seen;

        /// <summary>The record.</summary>
        public T Value;
    }
}
