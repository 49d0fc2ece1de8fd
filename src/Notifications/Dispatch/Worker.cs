namespace Notifications.Dispatch;

/// <summary>Takes from the queue until it is empty. Holds only the loop.</summary>
internal sealed class Worker(WorkerPool pool, IWorkHandler handler, TimeProvider clock) : IThreadPoolWorkItem, IDisposable
{
    private const int LargestBatch = 32;

    private readonly LaneEntry[] _batch = new LaneEntry[LargestBatch];
    private CancellationTokenSource _attempt = new(Timeout.InfiniteTimeSpan, clock);

    /// <summary>Tells code that runs inside a send of this worker that it does.</summary>
    public SendScope Scope { get; private set; } = new();

    /// <summary>The source of the current attempt's token; without a timer until the send turns out to wait.</summary>
    public CancellationTokenSource Attempt => _attempt;

    /// <summary>The instant at which the send before ended, if that was this moment; 0 when the clock has to be asked.</summary>
    public long KnownTicks { get; set; }

    public void Execute() => _ = RunAsync();

    public void Dispose() => _attempt.Dispose();

    /// <summary>Leaves a send behind that does not end: what it holds must not be reused.</summary>
    public void Abandon()
    {
        _attempt = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        Scope = new SendScope();
        SendScope.Current = Scope;
    }

    /// <summary>Cancels the attempt under way, if there is one.</summary>
    /// <returns>What a channel has registered on its token threw; the attempt is cancelled all the same.</returns>
    public AggregateException? CancelAttempt()
    {
        try
        {
            _attempt.Cancel();
            return null;
        }
        catch (ObjectDisposedException)
        {
            // The attempt ended in this moment.
            return null;
        }
        catch (AggregateException thrown)
        {
            return thrown;
        }
    }

    /// <summary>Makes the token ready for the next attempt.</summary>
    public void Reset()
    {
        if (!_attempt.TryReset())
        {
            _attempt.Dispose();
            _attempt = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        }
    }

    private async Task RunAsync()
    {
        SendScope.Current = Scope;
        var wanted = 1;
        while (true)
        {
            var started = clock.GetTimestamp();
            var count = pool.Take(this, _batch, wanted);
            if (count == 0)
                return;
            var quick = true;
            KnownTicks = 0;
            for (var i = 0; i < count; i++)
            {
                var entry = _batch[i];
                if (!entry.IsCurrent)
                    continue;
                try
                {
                    var handled = handler.HandleAsync(entry.Item, this);
                    if (!handled.IsCompleted)
                    {
                        pool.Return(_batch.AsSpan(i + 1, count - i - 1));
                        count = i + 1;
                        quick = false;
                        await handled.ConfigureAwait(false);
                        KnownTicks = 0;
                    }
                    else
                    {
                        await handled.ConfigureAwait(false);
                    }
                }
#pragma warning disable CA1031 // A worker that ends takes its place in the pool with it: a channel would fall silent.
                catch (Exception error)
#pragma warning restore CA1031
                {
                    KnownTicks = 0;
                    handler.Fail(entry.Item, error);
                }

                // A send that was left behind keeps the scope; what this worker sends from now on has its own.
                if (!quick && !ReferenceEquals(SendScope.Current, Scope))
                    SendScope.Current = Scope;
            }

            _batch.AsSpan(0, count).Clear();

            // Only sends that end at once are taken in batches: behind a slow one nothing may wait that another worker could take.
            quick = quick && clock.GetElapsedTime(started) < TimeSpan.FromTicks(2_000 * count);
            wanted = quick ? Math.Min(wanted * 2, LargestBatch) : 1;
        }
    }
}
