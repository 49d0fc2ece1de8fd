using Notifications.Conformance.Storage;
using Notifications.Conformance.Storage.Disk;
using Notifications.Hosting;
using Notifications.Storage;

namespace Notifications.Properties;

/// <summary>A store that outlives its engines, and what the next of them finds.</summary>
internal sealed class PropertyStore(StoreKind kind, TimeProvider clock) : IAsyncDisposable
{
    private const int DiskSeed = 17;
    private readonly List<INotificationStore> _former = [];
    private SimulatedDisk _disk = new(DiskSeed);

    public INotificationStore Current { get; private set; } = kind == StoreKind.RoundTrip ? new RoundTripStore(clock, new RecordDecoder()) : null!;

    /// <summary>What goes wrong with a store of bytes.</summary>
    public StoreFaults? Faults => (Current as RoundTripStore)?.Faults;

    /// <summary>Opens the journal of the first process.</summary>
    public PropertyStore Begin()
    {
        Current ??= Open();
        return this;
    }

    /// <summary>The process is gone, and what it has not committed.</summary>
    public void Crash()
    {
        _former.Add(Current);
        if (Current is RoundTripStore stored)
        {
            Current = stored.Crash();
            return;
        }

        _disk = _disk.LosePower();
        Current = Open();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _former)
            await store.DisposeAsync();
        await Current.DisposeAsync();
    }

    private Notifications.Storage.Journal.JournalStore Open() => JournalBench.Create(_disk, clock, new RecordDecoder(), static o => o.SegmentSize = 64 * 1024);
}
