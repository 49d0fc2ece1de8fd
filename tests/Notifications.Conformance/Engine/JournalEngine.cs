using System.Diagnostics.CodeAnalysis;
using Notifications.Conformance.Storage.Disk;
using Notifications.Hosting;
using Notifications.Storage.Journal;
using Notifications.Testing;

namespace Notifications.Conformance.Engine;

/// <summary>Takes the power from a harness's engine at quiescent points that its seed chooses, and brings it back over what the disk has kept.</summary>
[Experimental("NTFEXP001")]
internal sealed class JournalEngine
{
    private const int OneIn = 3;
    private readonly TimeProvider _clock;
    private readonly Random? _random;
    private SimulatedDisk _disk;
    private JournalStore _store;

    public JournalEngine(TimeProvider clock, int? seed = null)
    {
        _clock = clock;
        _disk = new SimulatedDisk(seed ?? 0);
        _store = Open();
        if (seed is { } value)
            _random = new Random(value);
    }

    public INotificationStore Store => _store;

    public async ValueTask MayRestartAsync(EngineHarness harness)
    {
        if (_random is { } random && random.Next(OneIn) == 0 && harness.CountHanging() == 0 && harness.Internals.Context.Outstanding == 0)
            await RestartAsync(harness);
    }

    public async ValueTask RestartAsync(EngineHarness harness)
    {
        harness.AssertAccounting();
        var former = _store;
        await harness.RestartAsync(() =>
        {
            _disk = _disk.LosePower();
            return _store = Open();
        });
        await former.DisposeAsync();
        await harness.WaitForIdleAsync();
        harness.AssertAccounting();
    }

    private JournalStore Open() => JournalBench.Create(_disk, _clock, new RecordDecoder(), static options => options.SegmentSize = 64 * 1024);
}
