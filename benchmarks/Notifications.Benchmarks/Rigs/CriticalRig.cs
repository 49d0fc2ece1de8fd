using Microsoft.Extensions.DependencyInjection;
using Notifications.Benchmarks.Ratios;

namespace Notifications.Benchmarks.Rigs;

/// <summary>Critical notifications, one a millisecond, on a channel where at least 100,000 Low ones are queued.</summary>
internal sealed class CriticalRig : IRig
{
    private const int Critical = 500;
    private const int Low = 115_000;
    private const int LeastQueued = 100_000;
    private static readonly string[] Ids = StampChannel.Ids(Critical);
    private readonly Tally _criticalTally = new();
    private readonly Tally _lowTally = new();
    private readonly StampChannel _stamps;
    private readonly PriorityChannel _channel;
    private Engine _engine = null!;

    private CriticalRig()
    {
        _stamps = new StampChannel(Critical, _criticalTally);
        _channel = new PriorityChannel(_stamps, _lowTally);
    }

    public static async ValueTask<IRig> CreateAsync()
    {
        var rig = new CriticalRig();
        rig._engine = await Engine.StartAsync(n => n
            .AddChannel("sink", rig._channel)
            .ConfigureChannel("sink", static c => (c.Workers, c.QueueCapacity) = (16, 200_000))
            .ConfigureEngine(static e => e.MaxPending = 200_000)
            .AddRule("orders", static r => r.OnEvent("order.*").To("sink")));
        return rig;
    }

    public async ValueTask<Sample> RunAsync()
    {
        var before = _engine.Read();
        _channel.Fast = false;
        var (low, critical) = (_lowTally.Expect(Low), _criticalTally.Expect(Critical));
        for (var i = 0; i < Low; i++)
            await _engine.Publisher.PublishAsync(Events.Order(i) with { Severity = Severity.Info });
        for (var i = 0; i < Critical; i++)
        {
            await Task.Delay(1);
            var e = Events.Order(i) with { Id = Ids[i], Time = DateTimeOffset.UnixEpoch, Severity = Severity.Critical };
            _stamps.Start(i);
            await _engine.Publisher.PublishAsync(e);
        }

        await critical.WaitAsync(TimeSpan.FromSeconds(30));
        var queued = _engine.Read().Channels[0].Queued;
        _channel.Fast = true;
        await low.WaitAsync(TimeSpan.FromSeconds(30));
        await _engine.VerifyAsync(before, Low + Critical, Low + Critical);
        if (queued < LeastQueued)
            throw new AccountingException($"Only {queued} Low were queued at the end, {LeastQueued} are wanted");
        return new Sample(_stamps.Percentile(Critical, 0.99));
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();
}
