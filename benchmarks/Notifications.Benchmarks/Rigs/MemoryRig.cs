using Microsoft.Extensions.DependencyInjection;
using Notifications.Benchmarks.Ratios;
using Notifications.Tracking;

namespace Notifications.Benchmarks.Rigs;

/// <summary>What an engine keeps for each of many things: the heap after, less the heap before they were published.</summary>
internal abstract class MemoryRig : IRig
{
    protected const int Items = 100_000;

    private static readonly string[] Subjects = [.. Enumerable.Range(0, Items).Select(static i => $"order {i}")];

    /// <summary>A subject of its own for each; made before, so that its characters are not counted.</summary>
    protected static string SubjectOf(int index) => Subjects[index];

    public async ValueTask<Sample> RunAsync()
    {
        await using var engine = await Engine.StartAsync(n => Configure(n
            .ConfigureEngine(static e => (e.MaxPending, e.HistoryCapacity, e.ShutdownTimeout) = (1_000_000, 0, TimeSpan.Zero))));
        _ = SubjectOf(0);
        var before = Heap();
        await FillAsync(engine);
        var kept = (Heap() - before) / (double)Items;
        var statistics = engine.Read();
        Engine.Laws(statistics);
        Verify(statistics);
        return new Sample(kept);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected abstract void Configure(INotificationsBuilder n);

    protected abstract Task FillAsync(Engine engine);

    protected abstract void Verify(NotificationStatistics statistics);

    protected static void Expect(long count, string what)
    {
        if (count != Items)
            throw new AccountingException($"{count} {what} instead of {Items}");
    }

    private static long Heap()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
