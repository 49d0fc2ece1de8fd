using Microsoft.Extensions.DependencyInjection;
using Notifications.Benchmarks.Ratios;

namespace Notifications.Benchmarks.Rigs;

/// <summary>One rule, one no-op channel with two workers; tracking is on and the history full.</summary>
internal sealed class PlainRig : IRig
{
    private const int Items = 400_000;
    private readonly Tally _tally;
    private readonly Engine _engine;

    private PlainRig(Tally tally, Engine engine) => (_tally, _engine) = (tally, engine);

    public static async ValueTask<IRig> CreateAsync()
    {
        var tally = new Tally();
        return new PlainRig(tally, await Engine.StartAsync(n => n
            .AddChannel("sink", new NoOpChannel(tally))
            .ConfigureChannel("sink", static c => c.Workers = 2)
            .AddRule("orders", static r => r.OnEvent("order.*").To("sink"))));
    }

    public async ValueTask<Sample> RunAsync()
    {
        var before = _engine.Read();
        var sample = await Producers.RunAsync(Items, Items, _tally, PublishAsync);
        await _engine.VerifyAsync(before, Items, Items);
        return sample;
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private async Task PublishAsync(int from, int to)
    {
        for (var i = from; i < to; i++)
            await _engine.Publisher.PublishAsync(Events.Order(i));
    }
}
