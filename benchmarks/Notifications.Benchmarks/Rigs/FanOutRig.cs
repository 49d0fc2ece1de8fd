using Microsoft.Extensions.DependencyInjection;
using Notifications.Benchmarks.Ratios;

namespace Notifications.Benchmarks.Rigs;

/// <summary>One event to a hundred recipients of one channel.</summary>
internal sealed class FanOutRig : IRig
{
    private const int Recipients = 100;
    private const int Items = 6_000;
    private readonly Tally _tally;
    private readonly Engine _engine;

    private FanOutRig(Tally tally, Engine engine) => (_tally, _engine) = (tally, engine);

    public static async ValueTask<IRig> CreateAsync()
    {
        var tally = new Tally();
        return new FanOutRig(tally, await Engine.StartAsync(n => n
            .AddChannel("sink", new NoOpChannel(tally))
            .ConfigureChannel("sink", static c => c.Workers = 2)
            .AddRule("orders", static r =>
            {
                r.OnEvent("order.*");
                for (var i = 0; i < Recipients; i++)
                    r.To("sink", $"person{i}@example.com");
            })));
    }

    public async ValueTask<Sample> RunAsync()
    {
        var before = _engine.Read();
        var sample = await Producers.RunAsync(Items, Items * Recipients, _tally, PublishAsync);
        await _engine.VerifyAsync(before, Items, Items * Recipients);
        return sample;
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private async Task PublishAsync(int from, int to)
    {
        for (var i = from; i < to; i++)
            await _engine.Publisher.PublishAsync(Events.Order(i));
    }
}
