using System.Diagnostics;
using Notifications.Benchmarks.Ratios;

namespace Notifications.Benchmarks.Rigs;

/// <summary>Sends so many items to another process; the value is items a second. That process has counted each of them, or the run fails.</summary>
internal abstract class CounterpartRig(Counterpart other, int items) : IRig
{
    public async ValueTask<Sample> RunAsync()
    {
        var count = await other.CountAsync();
        await BeforeAsync();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        await SendAsync();
        var elapsed = Stopwatch.GetElapsedTime(started);
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        await AfterAsync();
        if (await other.CountAsync() - count is var received && received != items)
            throw new AccountingException($"The other end got {received} items instead of {items}");
        return new Sample(items / elapsed.TotalSeconds, bytes / (double)items);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        other.Dispose();
    }

    /// <summary>Within the measured time.</summary>
    protected abstract Task SendAsync();

    protected virtual ValueTask BeforeAsync() => ValueTask.CompletedTask;

    protected virtual ValueTask AfterAsync() => ValueTask.CompletedTask;

    protected abstract ValueTask StopAsync();
}
