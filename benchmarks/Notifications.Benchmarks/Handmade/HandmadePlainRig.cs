using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Handmade;

/// <summary>The limit of <c>deliver.plain</c>.</summary>
internal sealed class HandmadePlainRig : IRig
{
    private const int Items = 400_000;
    private readonly Tally _tally = new();
    private readonly HandmadePlain _queue;

    private HandmadePlainRig() => _queue = new HandmadePlain(_tally);

    public static async ValueTask<IRig> CreateAsync()
    {
        var rig = new HandmadePlainRig();
        await rig._queue.StartAsync(CancellationToken.None);
        return rig;
    }

    public ValueTask<Sample> RunAsync() => Producers.RunAsync(Items, Items, _tally, PublishAsync);

    public async ValueTask DisposeAsync()
    {
        await _queue.StopAsync(CancellationToken.None);
        _queue.Dispose();
    }

    private async Task PublishAsync(int from, int to)
    {
        for (var i = from; i < to; i++)
            await _queue.EnqueueAsync(Events.Order(i));
    }
}
