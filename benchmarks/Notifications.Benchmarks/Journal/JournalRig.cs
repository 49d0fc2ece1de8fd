using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Journal;

/// <summary>Producers that publish one event after the other to an engine on a journal: measured until the last is accepted, or until its outcome is recorded.</summary>
internal sealed class JournalRig : IRig
{
    private readonly JournalFolder _folder = new();
    private readonly Tally _tally = new();
    private readonly GatedChannel _channel;
    private readonly int _producers;
    private readonly int _items;
    private readonly bool _delivers;
    private Engine _engine = null!;

    private JournalRig(int producers, int items, bool delivers)
    {
        (_producers, _items, _delivers) = (producers, items, delivers);
        _channel = new GatedChannel(_tally);
    }

    public static async ValueTask<IRig> CreateAsync(int producers, int items, bool delivers)
    {
        var rig = new JournalRig(producers, items, delivers);
        rig._engine = await Engine.StartAsync(n => n
            .AddJournal(rig._folder.Path)
            .AddChannel("sink", rig._channel)
            .ConfigureChannel("sink", c =>
            {
                (c.Workers, c.QueueCapacity) = (256, 200_000);
                c.Timeout = TimeSpan.FromMinutes(5);
            })
            .AddRule("orders", static r => r.OnEvent("order.*").To("sink")));
        return rig;
    }

    public async ValueTask<Sample> RunAsync()
    {
        var before = _engine.Read();
        if (_delivers)
            _channel.Open();
        else
            _channel.Close();
        var all = _tally.Expect(_items);
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, _producers).Select(p => Task.Run(() => PublishAsync(p))));
        if (_delivers)
        {
            await all.WaitAsync(TimeSpan.FromSeconds(60));
            await _engine.Control.WaitForIdleAsync();
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        var sample = new Sample(_items / elapsed.TotalSeconds, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)_items);
        _channel.Open();
        await all.WaitAsync(TimeSpan.FromSeconds(60));
        await _engine.VerifyAsync(before, _items, _items);
        return sample;
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _folder.Dispose();
    }

    private async Task PublishAsync(int producer)
    {
        for (var i = producer; i < _items; i += _producers)
            await _engine.Publisher.PublishAsync(Events.Order(i));
    }
}
