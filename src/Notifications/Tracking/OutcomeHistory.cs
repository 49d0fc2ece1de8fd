using Notifications.Storage;

namespace Notifications.Tracking;

/// <summary>What a channel's counters were at the beginning of each five minutes of the last day. An outcome costs a comparison; only the first of each five minutes costs more.</summary>
internal sealed class OutcomeHistory
{
    /// <summary>The five minutes.</summary>
    public const long SliceTicks = 5 * TimeSpan.TicksPerMinute;

    private const int Slices = (int)(TimeSpan.TicksPerDay / SliceTicks) + 2;
    private const int Outcomes = (int)DeliveryState.Dropped + 1;
    private readonly Lock _gate = new();
    private readonly Queue<Snapshot> _snapshots = new();
    private long _nextTicks;

    /// <summary>The next slice has begun: its first outcome comes.</summary>
    public bool IsDue(long ticks) => ticks >= Volatile.Read(ref _nextTicks);

    /// <summary>Remembers what was counted before a slice.</summary>
    public void Begin(long ticks, Func<DeliveryState, long> read)
    {
        lock (_gate)
        {
            if (!IsDue(ticks))
                return;
            var slice = ticks / SliceTicks;
            if (_snapshots.Count == Slices)
                _snapshots.Dequeue();
            _snapshots.Enqueue(new Snapshot(slice, Read(read)));
            Volatile.Write(ref _nextTicks, (slice + 1) * SliceTicks);
        }
    }

    /// <summary>How many outcomes there were since an instant, rounded down to a slice.</summary>
    /// <param name="ticks">The instant.</param>
    /// <param name="read">Reads the counters.</param>
    /// <returns>By the number of the state.</returns>
    public long[] Since(long ticks, Func<DeliveryState, long> read)
    {
        lock (_gate)
        {
            var now = Read(read);
            foreach (var snapshot in _snapshots)
            {
                if (snapshot.Slice < ticks / SliceTicks)
                    continue;
                for (var i = 0; i < Outcomes; i++)
                    now[i] -= snapshot.Counts[i];
                return now;
            }

            return new long[Outcomes];
        }
    }

    private static long[] Read(Func<DeliveryState, long> read)
    {
        var counts = new long[Outcomes];
        for (var state = DeliveryState.Delivered; state <= DeliveryState.Dropped; state++)
            counts[(int)state] = read(state);
        return counts;
    }

    private readonly record struct Snapshot(long Slice, long[] Counts);
}
