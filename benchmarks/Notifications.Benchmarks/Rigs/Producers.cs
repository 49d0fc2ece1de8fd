using System.Diagnostics;
using Notifications.Benchmarks.Ratios;

namespace Notifications.Benchmarks.Rigs;

/// <summary>Two tasks that publish a number of items as fast as they are taken, measured until the last has arrived.</summary>
internal static class Producers
{
    public const int Count = 2;

    /// <summary>Runs; the value is deliveries a second.</summary>
    /// <param name="items">How many items, shared by the producers.</param>
    /// <param name="deliveries">How many deliveries they make.</param>
    /// <param name="tally">Where these arrive.</param>
    /// <param name="publish">Publishes the items from an index to another.</param>
    public static async ValueTask<Sample> RunAsync(int items, long deliveries, Tally tally, Func<int, int, Task> publish)
    {
        var all = tally.Expect(deliveries);
        var producers = new Task[Count];
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Count; i++)
        {
            var (from, to) = ((int)((long)items * i / Count), (int)((long)items * (i + 1) / Count));
            producers[i] = Task.Run(() => publish(from, to));
        }

        await Task.WhenAll(producers);
        await all.WaitAsync(TimeSpan.FromSeconds(60));
        var elapsed = Stopwatch.GetElapsedTime(started);
        return new Sample(deliveries / elapsed.TotalSeconds, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)deliveries);
    }
}
