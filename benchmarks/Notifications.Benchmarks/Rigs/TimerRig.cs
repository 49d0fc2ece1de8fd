using System.Buffers;
using System.Diagnostics;
using Notifications.Benchmarks.Ratios;
using Notifications.Storage;
using Notifications.Timing;

namespace Notifications.Benchmarks.Rigs;

/// <summary>A wheel where always so many items wait, spread over an hour: one falls due, and waits anew for an hour.</summary>
internal sealed class TimerRig : IRig
{
    private const int DuePerRun = 500_000;
    private static readonly long Hour = TimeSpan.TicksPerHour;
    private readonly TimerWheel _wheel = new(0);
    private readonly List<StoreRecord> _due = [];
    private readonly int _waiting;
    private long _now;

    private TimerRig(int waiting)
    {
        _waiting = waiting;
        for (var i = 0; i < waiting; i++)
            Schedule(new Item(), 1 + (Hour * i / waiting));
    }

    public static ValueTask<IRig> CreateAsync(int waiting) => new(new TimerRig(waiting));

    public ValueTask<Sample> RunAsync()
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        var done = 0;
        while (done < DuePerRun)
        {
            _now = _wheel.NextDueTicks;
            _wheel.PopDue(_now, _due);
            foreach (var record in _due)
                Schedule(record, _now + Hour);
            done += _due.Count;
            _due.Clear();
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        if (_wheel.Count != _waiting)
            throw new AccountingException($"{_wheel.Count} items wait instead of {_waiting}");
        return new(new Sample(elapsed.TotalNanoseconds / done, (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)done));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Schedule(StoreRecord record, long due)
    {
        record.DueTicks = due;
        _wheel.Schedule(record, due);
    }

    private sealed class Item : StoreRecord
    {
        public override void WriteTo(IBufferWriter<byte> writer) => throw new NotSupportedException();
    }
}
