using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Storage.Disk;
using Notifications.Hosting;
using Notifications.Storage.Journal;
using Notifications.Testing;

namespace Notifications.Durability.Cases;

/// <summary>An engine over the journal on a disk that a test harms, and that another process takes up again.</summary>
internal sealed class JournaledEngine : IAsyncDisposable
{
    private JournalStore _store = null!;

    private JournaledEngine()
    {
    }

    public SimulatedDisk Disk { get; private set; } = new(7);

    public EngineHarness Harness { get; private set; } = null!;

    public static async Task<JournaledEngine> StartAsync(Action<INotificationsBuilder> configure, Action<IServiceCollection>? services = null)
    {
        var engine = new JournaledEngine();
        engine.Harness = await EngineHarness.StartAsync(configure, services, start: null, clock => engine.Open(clock));
        return engine;
    }

    /// <summary>The process ends as by <c>kill -9</c>, and if so said the power with it; the next one takes up what is left.</summary>
    public async Task RestartAsync(bool losesPower = false, TimeSpan down = default)
    {
        var former = _store;
        await Harness.RestartAsync(() =>
        {
            Disk = losesPower ? Disk.LosePower() : Disk.Kill();
            Harness.Clock.Advance(down);
            return Open(Harness.Clock);
        });
        await former.DisposeAsync();
        await Harness.WaitForIdleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Harness.DisposeAsync();
        await _store.DisposeAsync();
    }

    private JournalStore Open(TimeProvider clock) => _store = JournalBench.Create(Disk, clock, new RecordDecoder(), static o => o.SegmentSize = 64 * 1024);
}
