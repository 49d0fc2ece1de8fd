using System.Buffers;
using System.Numerics;
using Notifications.Storage;

namespace Notifications.Timing;

/// <summary>The one timer of everything that waits: records by due time, in a hierarchy of wheels of 64 slots, the finest of 1 ms, the coarsest beyond any date.</summary>
/// <remarks>
/// <para>Scheduling costs the same with one entry and with a million; a jump of the clock costs by the entries that it passes, not by the time.
/// Nothing is ever cancelled: an entry whose record has another <see cref="StoreRecord.DueTicks"/> by now is dropped when its time comes, or before,
/// when entries have doubled since they were last looked through. So there are at most twice as many as records that wait.</para>
/// <para>An entry at a level shares all higher digits (to the base 64, of its millisecond) with the cursor and has a greater one at its level.
/// Therefore the first slot of the lowest level that is not empty holds the earliest entry, and no slot is visited twice.</para>
/// <para>Safe for many threads.</para>
/// </remarks>
internal sealed class TimerWheel
{
    private const int DigitBits = 6;
    private const int Slots = 1 << DigitBits;
    private const int Levels = 9;
    private const int FewEntries = 1024;
    private readonly Lock _gate = new();
    private readonly TimerChunkPool _pool = new();
    private readonly TimerBucket[] _buckets = new TimerBucket[Levels * Slots];
    private readonly ulong[] _filled = new ulong[Levels];
    private long _cursor;
    private long _sequence;
    private int _count;
    private int _sweepAt = FewEntries;

    /// <summary>Creates an empty wheel.</summary>
    /// <param name="nowTicks">Now, in UTC ticks.</param>
    public TimerWheel(long nowTicks) => _cursor = MillisecondOf(nowTicks);

    /// <summary>How many entries wait, stale ones among them.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _count;
        }
    }

    /// <summary>When the earliest entry is due, in UTC ticks; <see cref="long.MaxValue"/> for never. Exact, unless that entry is stale: then too early.</summary>
    public long NextDueTicks
    {
        get
        {
            lock (_gate)
                return TryFindFirst(out var level, out var slot) ? _buckets[(level * Slots) + slot].EarliestTicks : long.MaxValue;
        }
    }

    /// <summary>Lets a record wait. Its <see cref="StoreRecord.DueTicks"/> is set before, to the same value; setting it to another one later is how to cancel.</summary>
    /// <param name="record">The record.</param>
    /// <param name="dueTicks">Until when, in UTC ticks; an instant that has passed is due at once.</param>
    /// <returns>True when it is now the earliest: whoever sleeps until <see cref="NextDueTicks"/> has to wake up earlier.</returns>
    public bool Schedule(StoreRecord record, long dueTicks)
    {
        lock (_gate)
        {
            if (_count >= _sweepAt)
                Sweep();
            var earliest = !TryFindFirst(out var level, out var slot) || dueTicks < _buckets[(level * Slots) + slot].EarliestTicks;
            Place(new TimerEntry(dueTicks, _sequence++, record));
            _count++;
            return earliest;
        }
    }

    /// <summary>Lets many records wait, each until its <see cref="StoreRecord.DueTicks"/>.</summary>
    /// <param name="records">The records; those without a due time do not wait.</param>
    public void Schedule(List<StoreRecord> records)
    {
        lock (_gate)
        {
            foreach (var record in records)
            {
                if (record.DueTicks == 0)
                    continue;
                Place(new TimerEntry(record.DueTicks, _sequence++, record));
                _count++;
            }

            _sweepAt = Math.Max(_sweepAt, _count * 2);
        }
    }

    /// <summary>Takes out what is due, by due time and, where that is equal, in the order of scheduling.</summary>
    /// <remarks>A record that was scheduled twice for the same instant comes twice. It can change as soon as this returns, so whoever handles it checks its due time again under its own guard.</remarks>
    /// <param name="nowTicks">Now, in UTC ticks; entries due at this very instant are due.</param>
    /// <param name="into">Where they are added.</param>
    public void PopDue(long nowTicks, List<StoreRecord> into)
    {
        lock (_gate)
        {
            var now = Math.Max(MillisecondOf(nowTicks), _cursor);
            while (TryFindFirst(out var level, out var slot))
            {
                var start = StartOf(level, slot);
                if (start > now)
                    break;
                _cursor = start;
                if (level > 0)
                    Cascade(level, slot);
                else if (!Drain(slot, nowTicks, into))
                    break;
            }

            _cursor = now;
        }
    }

    private static long MillisecondOf(long ticks) => ticks / TimeSpan.TicksPerMillisecond;

    private bool TryFindFirst(out int level, out int slot)
    {
        for (level = 0; level < Levels; level++)
        {
            if (_filled[level] == 0)
                continue;
            slot = BitOperations.TrailingZeroCount(_filled[level]);
            return true;
        }

        slot = 0;
        return false;
    }

    private long StartOf(int level, int slot)
    {
        var shift = level * DigitBits;
        return (_cursor >> (shift + DigitBits) << (shift + DigitBits)) | ((long)slot << shift);
    }

    private void Place(in TimerEntry entry)
    {
        var due = Math.Max(MillisecondOf(entry.DueTicks), _cursor);
        var level = BitOperations.Log2((ulong)(due ^ _cursor) | 1) / DigitBits;
        var slot = (int)(due >> (level * DigitBits)) & (Slots - 1);
        _buckets[(level * Slots) + slot].Add(entry, _pool);
        _filled[level] |= 1UL << slot;
    }

    private TimerChunk? Detach(int level, int slot)
    {
        _filled[level] &= ~(1UL << slot);
        return _buckets[(level * Slots) + slot].Detach();
    }

    private void Cascade(int level, int slot)
    {
        for (var chunk = Detach(level, slot); chunk is not null; chunk = Free(chunk))
        {
            foreach (ref readonly var entry in chunk.Used)
                Place(entry);
        }
    }

    private TimerChunk? Free(TimerChunk chunk)
    {
        var next = chunk.Next;
        _pool.Return(chunk);
        return next;
    }

    // A slot of the finest level spans a millisecond; what is due in a later part of it goes back.
    private bool Drain(int slot, long nowTicks, List<StoreRecord> into)
    {
        var first = Detach(level: 0, slot)!;
        if (first.Next is null)
        {
            var drainedOne = Drain(first.Entries.AsSpan(0, first.Count), nowTicks, into);
            _pool.Return(first);
            return drainedOne;
        }

        var length = 0;
        for (var chunk = first; chunk is not null; chunk = chunk.Next)
            length += chunk.Count;
        var all = ArrayPool<TimerEntry>.Shared.Rent(length);
        var copied = 0;
        for (var chunk = first; chunk is not null; chunk = Free(chunk))
        {
            chunk.Used.CopyTo(all.AsSpan(copied));
            copied += chunk.Count;
        }

        var drained = Drain(all.AsSpan(0, length), nowTicks, into);
        ArrayPool<TimerEntry>.Shared.Return(all, clearArray: true);
        return drained;
    }

    private bool Drain(Span<TimerEntry> entries, long nowTicks, List<StoreRecord> into)
    {
        if (!IsInOrder(entries))
            entries.Sort();
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i].DueTicks > nowTicks)
            {
                foreach (ref readonly var later in entries[i..])
                    Place(later);
                return false;
            }

            _count--;
            if (!entries[i].IsStale)
                into.Add(entries[i].Record);
        }

        return true;
    }

    private static bool IsInOrder(ReadOnlySpan<TimerEntry> entries)
    {
        for (var i = 1; i < entries.Length; i++)
        {
            if (entries[i - 1].CompareTo(entries[i]) > 0)
                return false;
        }

        return true;
    }

    private void Sweep()
    {
        _count = 0;
        for (var level = 0; level < Levels; level++)
        {
            for (var left = _filled[level]; left != 0; left &= left - 1)
                Sweep(level, BitOperations.TrailingZeroCount(left));
        }

        _sweepAt = Math.Max(FewEntries, _count * 2);
    }

    private void Sweep(int level, int slot)
    {
        for (var chunk = Detach(level, slot); chunk is not null; chunk = Free(chunk))
        {
            foreach (ref readonly var entry in chunk.Used)
            {
                if (entry.IsStale)
                    continue;
                Place(entry);
                _count++;
            }
        }
    }
}
