namespace Notifications.Storage;

/// <summary>The last records of one kind, bounded by count and bytes, and preallocated. Stripes fill it in blocks, so that they meet only once a block.</summary>
/// <remarks>A slot is written under the lock of the stripe whose cursor covers it, or, while no cursor covers it, under the lock of any stripe and the ring's own.
/// Whoever reads or trims holds the locks of all stripes; single references may be read without any.</remarks>
/// <typeparam name="T">What is kept.</typeparam>
internal sealed class HistoryRing<T>
{
    /// <summary>A stripe holds one block at a time: so many make the order by age nearly exact, and one is always free.</summary>
    internal const int BlocksPerStripe = 8;

    private const int MaxBlock = 64;
    private const int WalkPart = 1024;
    private readonly Lock _gate = new();
    private readonly Slot[] _slots;
    private readonly bool[] _taken;
    private readonly long[] _blockBytes;
    private readonly long _maxBytes;
    private readonly long _maxBlockBytes;
    private readonly int _blockSize;
    private int _nextBlock;
    private int _oldestBlock;
    private long _bytes;

    /// <summary>Creates the ring.</summary>
    /// <param name="capacity">How many records: 0 keeps none, else at least <see cref="BlocksPerStripe"/> for each stripe or one for a single stripe.</param>
    /// <param name="stripes">How many stripes write.</param>
    /// <param name="maxBytes">How many bytes they may hold; kept to about an eighth.</param>
    public HistoryRing(int capacity, int stripes, long maxBytes = long.MaxValue)
    {
        _slots = new Slot[capacity];
        _blockSize = Math.Clamp(capacity / (stripes * BlocksPerStripe), 1, MaxBlock);
        _taken = new bool[(capacity + _blockSize - 1) / _blockSize];
        _blockBytes = new long[_taken.Length];
        _maxBlockBytes = Math.Max(1, maxBytes / (stripes * BlocksPerStripe));
        _maxBytes = maxBytes - (maxBytes / BlocksPerStripe);
    }

    /// <summary>How many places there are.</summary>
    public int Capacity => _slots.Length;

    /// <summary>The slots, for a reader that holds all locks.</summary>
    public ReadOnlySpan<Slot> Slots => _slots;

    /// <summary>Adds a record in place of the oldest.</summary>
    /// <param name="cursor">The stripe's place in this ring.</param>
    /// <param name="value">The record.</param>
    /// <param name="bytes">How many bytes it holds.</param>
    /// <returns>How many older records had to go, or 1 for the record itself when nothing is kept.</returns>
    public int Append(ref HistoryCursor cursor, in T value, long bytes = 0)
    {
        var evicted = 0;
        if ((cursor.Next == cursor.End || cursor.Bytes >= _maxBlockBytes) && !TakeBlock(ref cursor, ref evicted))
            return 1;
        ref var slot = ref _slots[cursor.Next++];
        if (slot.Seen != 0)
            evicted++;
        slot.Seen = Slot.New;
        slot.Value = value;
        cursor.Bytes += bytes;
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

    /// <summary>Reads all, the newest first as far as blocks go, a part at a time so that nobody waits for long. What is written meanwhile is met or not.</summary>
    /// <param name="enter">Takes the locks of all stripes.</param>
    /// <param name="exit">Leaves them.</param>
    /// <param name="read">Takes a record; false when nothing more is wanted.</param>
    public void Walk(Action enter, Action exit, SlotReader<T> read)
    {
        var head = Math.Min(Volatile.Read(ref _nextBlock) * _blockSize, _slots.Length);
        _ = WalkDown(head, 0, enter, exit, read) && WalkDown(_slots.Length, head, enter, exit, read);
    }

    private bool WalkDown(int from, int to, Action enter, Action exit, SlotReader<T> read)
    {
        for (var end = from; end > to; end -= WalkPart)
        {
            enter();
            try
            {
                for (var i = end - 1; i >= Math.Max(to, end - WalkPart); i--)
                {
                    if (_slots[i].Seen != 0 && !read(i, ref _slots[i].Value))
                        return false;
                }
            }
            finally
            {
                exit();
            }
        }

        return true;
    }

    private bool TakeBlock(ref HistoryCursor cursor, ref int evicted)
    {
        if (_slots.Length == 0)
            return false;
        lock (_gate)
        {
            if (cursor.End != 0)
                Leave(cursor, ref evicted);

            // A block that another stripe has not filled yet is passed over; there are always more blocks than stripes.
            var block = _nextBlock;
            while (_taken[block])
                block = Next(block);
            _nextBlock = Next(block);
            _taken[block] = true;
            if (block == _oldestBlock)
                _oldestBlock = _nextBlock;

            // What it held is overwritten one by one.
            _bytes -= _blockBytes[block];
            _blockBytes[block] = 0;
            cursor.Next = block * _blockSize;
            cursor.End = Math.Min(cursor.Next + _blockSize, _slots.Length);
            cursor.Bytes = 0;
            cursor.Content = 0;
            while (_bytes > _maxBytes && _oldestBlock != block)
            {
                if (!_taken[_oldestBlock])
                    Empty(_oldestBlock, ref evicted);
                _oldestBlock = Next(_oldestBlock);
            }
        }

        return true;
    }

    /// <summary>A stripe has filled its block, with records or with bytes.</summary>
    private void Leave(in HistoryCursor cursor, ref int evicted)
    {
        var block = (cursor.End - 1) / _blockSize;
        evicted += Clear(_slots.AsSpan(cursor.Next, cursor.End - cursor.Next));
        _taken[block] = false;
        _blockBytes[block] = cursor.Bytes;
        _bytes += cursor.Bytes;
    }

    private void Empty(int block, ref int evicted)
    {
        var first = block * _blockSize;
        evicted += Clear(_slots.AsSpan(first, Math.Min(_blockSize, _slots.Length - first)));
        _bytes -= _blockBytes[block];
        _blockBytes[block] = 0;
    }

    private static int Clear(Span<Slot> slots)
    {
        var cleared = 0;
        foreach (ref var slot in slots)
        {
            if (slot.Seen == 0)
                continue;
            slot = default;
            cleared++;
        }

        return cleared;
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
