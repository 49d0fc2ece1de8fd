using System.Buffers;
using BenchmarkDotNet.Attributes;
using Notifications.Storage;
using Notifications.Timing;

namespace Notifications.Benchmarks.Parts;

/// <summary>One item falls due and waits anew, while so many wait.</summary>
[Config(typeof(ShortRun))]
public class TimerWheelBenchmarks
{
    private readonly List<StoreRecord> _due = [];
    private TimerWheel _wheel = new(0);

    [Params(1_000, 1_000_000)]
    public int Waiting { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _wheel = new TimerWheel(0);
        for (var i = 0; i < Waiting; i++)
            Schedule(new Item(), 1 + (TimeSpan.TicksPerHour * i / Waiting));
    }

    [Benchmark]
    public int NextDue()
    {
        var now = _wheel.NextDueTicks;
        _wheel.PopDue(now, _due);
        foreach (var record in _due)
            Schedule(record, now + TimeSpan.TicksPerHour);
        var count = _due.Count;
        _due.Clear();
        return count;
    }

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
