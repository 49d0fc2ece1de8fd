using System.Diagnostics;
using Notifications.Benchmarks.Ratios;
using Notifications.Storage;

namespace Notifications.Benchmarks.Journal;

/// <summary>Opens a journal and reads all that is live, as a start does before the engine takes it up.</summary>
internal sealed class RecoveryRig(LiveJournal journal) : IRig
{
    public static async ValueTask<IRig> CreateAsync() => new RecoveryRig(await LiveJournal.CreateAsync());

    public async ValueTask<Sample> RunAsync()
    {
        var started = Stopwatch.GetTimestamp();
        await using var store = journal.Create();
        await store.OpenAsync(default);
        var items = 0;
        await foreach (var record in store.ReadLiveAsync(default))
        {
            items += record.Kind == StoredRecordKind.Item ? 1 : 0;
            if (items == LiveJournal.Items)
                break;
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        if (store.Count().Deliveries != LiveJournal.Items || items != LiveJournal.Items)
            throw new AccountingException($"{items} items were read");
        return new Sample(LiveJournal.Items / elapsed.TotalSeconds);
    }

    public ValueTask DisposeAsync()
    {
        journal.Dispose();
        return ValueTask.CompletedTask;
    }
}
