using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Polly;
using Polly.Retry;

namespace Notifications.Benchmarks.Handmade;

/// <summary>What a developer writes by hand: a bounded channel, a background service that reads it with two loops, and Polly's retry around the send.</summary>
internal abstract class HandmadeQueue<T> : BackgroundService
{
    private const int Readers = 2;
    private const int Capacity = 10_000;

    private readonly Channel<T> _queue = Channel.CreateBounded<T>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait });

    private readonly ResiliencePipeline _retry = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 3, BackoffType = DelayBackoffType.Exponential, UseJitter = true, Delay = TimeSpan.FromSeconds(2) })
        .Build();

    public ValueTask EnqueueAsync(T item) => _queue.Writer.WriteAsync(item);

    protected abstract ValueTask SendAsync(T item, CancellationToken cancellationToken);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var readers = new Task[Readers];
        for (var i = 0; i < Readers; i++)
            readers[i] = Task.Run(() => ReadAsync(stoppingToken), stoppingToken);
        return Task.WhenAll(readers);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await foreach (var item in _queue.Reader.ReadAllAsync(cancellationToken))
            await _retry.ExecuteAsync(static (state, token) => state.Queue.SendAsync(state.Item, token), (Queue: this, Item: item), cancellationToken);
    }
}
