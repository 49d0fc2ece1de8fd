using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Rigs;
using Notifications.Hosting;
using Notifications.Storage;
using Notifications.Storage.Journal;

namespace Notifications.Benchmarks.Journal;

/// <summary>The engine over a journal on the disk: so many callers publish, each waits for its answer.</summary>
internal sealed class JournalRig : IRig
{
    private readonly JournalFolder _folder = new();
    private readonly Tally _tally = new();
    private readonly RecordSize _size;
    private readonly (int Callers, int Items) _load;
    private readonly CountingDirectory _disk;
    private readonly bool _delivers;
    private Engine _engine = null!;

    private JournalRig(RecordSize size, int callers, int items, bool delivers)
    {
        (_size, _load, _delivers) = (size, (callers, items), delivers);
        _disk = new CountingDirectory(new DiskDirectory(_folder.Path, TimeProvider.System));
    }

    /// <summary>With deliveries: from the publish to the outcome on the disk. Without: no rule takes the events.</summary>
    public static async ValueTask<IRig> CreateAsync(RecordSize size, int callers, int items, bool delivers)
    {
        var rig = new JournalRig(size, callers, items, delivers);
        rig._engine = await Engine.StartAsync(rig.Configure);
        return rig;
    }

    public async ValueTask<Sample> RunAsync()
    {
        var (callers, items) = _load;
        var before = _engine.Read();
        var written = _disk.Written;
        var all = _tally.Expect(_delivers ? items : 1);
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        await Callers.RunAsync(callers, items, async i => await _engine.Publisher.PublishAsync(Events.Order(i)));
        if (_delivers)
        {
            await all.WaitAsync(TimeSpan.FromSeconds(60));
            await _engine.Control.WaitForIdleAsync();
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        var sample = new Sample(items / elapsed.TotalSeconds, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)items);
        _size.Learn(_disk.Written - written, items);
        await _engine.VerifyAsync(before, items, _delivers ? items : 0);
        return sample;
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _folder.Dispose();
    }

    private void Configure(INotificationsBuilder n)
    {
        n.Services.AddSingleton<INotificationStore>(services => new JournalStore(
            _disk,
            new JournalSettings(new JournalOptions { Path = _folder.Path }, new Notifications.Storage.StoreLimits()),
            new RecordDecoder(),
            TimeProvider.System,
            NullLogger.Instance));
        n.AddChannel("sink", new NoOpChannel(_tally)).ConfigureChannel("sink", static c => (c.Workers, c.QueueCapacity) = (256, 100_000));
        n.AddRule("orders", r => r.OnEvent(_delivers ? "order.*" : "nothing.*").To("sink"));
    }
}
