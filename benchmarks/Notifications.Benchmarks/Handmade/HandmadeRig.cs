using Notifications.Benchmarks.Ratios;
using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Handmade;

/// <summary>The producers of the engine's rigs at a hand-written queue.</summary>
internal abstract class HandmadeRig<T>(int items, Tally tally, HandmadeQueue<T> queue) : IRig
{
    protected HandmadeQueue<T> Queue { get; } = queue;

    public ValueTask<Sample> RunAsync() => Producers.RunAsync(items, items, tally, PublishAsync);

    public async ValueTask DisposeAsync()
    {
        await Queue.StopAsync(CancellationToken.None);
        Queue.Dispose();
    }

    protected async ValueTask<IRig> StartAsync()
    {
        await Queue.StartAsync(CancellationToken.None);
        return this;
    }

    protected abstract Task PublishAsync(int from, int to);
}
