using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Benchmarks.Ratios;

namespace Notifications.Benchmarks.Rigs;

/// <summary>From the call of publish to the channel, at 50,000 events a second.</summary>
internal sealed class LatencyRig : IRig
{
    private const int Rate = 50_000;
    private const int Items = Rate / 2;
    private static readonly string[] Ids = StampChannel.Ids(Items);
    private readonly Tally _tally = new();
    private readonly StampChannel _channel;
    private readonly double _percentile;
    private Engine _engine = null!;

    private LatencyRig(double percentile)
    {
        _percentile = percentile;
        _channel = new StampChannel(Items, _tally);
    }

    public static async ValueTask<IRig> CreateAsync(double percentile)
    {
        var rig = new LatencyRig(percentile);
        rig._engine = await Engine.StartAsync(n => n
            .AddChannel("sink", rig._channel)
            .ConfigureChannel("sink", static c => c.Workers = 2)
            .AddRule("orders", static r => r.OnEvent("order.*").To("sink")));
        return rig;
    }

    public async ValueTask<Sample> RunAsync()
    {
        var before = _engine.Read();
        var all = _tally.Expect(Items);
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        await Task.Factory.StartNew(Publish, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var elapsed = Stopwatch.GetElapsedTime(started);
        await all.WaitAsync(TimeSpan.FromSeconds(10));
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        await _engine.VerifyAsync(before, Items, Items);
        if (elapsed.TotalSeconds > 1.2 * Items / Rate)
            throw new AccountingException($"The rate was {Items / elapsed.TotalSeconds:0}/s instead of {Rate}/s: the machine is too busy");
        return new Sample(_channel.Percentile(Items, _percentile), bytes / (double)Items);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    // On a thread of its own, and in memory: publish completes at once.
    private void Publish()
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Items; i++)
        {
            var due = started + (long)i * Stopwatch.Frequency / Rate;
            while (Stopwatch.GetTimestamp() < due)
                Thread.SpinWait(10);
            var e = Events.Order(i) with { Id = Ids[i], Time = DateTimeOffset.UnixEpoch };
            _channel.Start(i);
            var published = _engine.Publisher.PublishAsync(e);
            if (!published.IsCompletedSuccessfully || published.Result.Kind != PublishKind.Accepted)
                throw new AccountingException($"Event {i} was not accepted at once");
        }
    }
}
