namespace Notifications.Dispatch;

/// <summary>One provider of a channel, with what is known of its health.</summary>
internal sealed class ChannelProvider(string name, INotificationChannel channel, bool isOwned) : IAsyncDisposable
{
    private readonly Lock _sync = new();
    private BreakerState _breaker;
    private volatile bool _hasFailed;

    public string Name => name;

    public INotificationChannel Channel => channel;

    public BreakerState Breaker
    {
        get
        {
            lock (_sync)
                return _breaker;
        }
    }

    /// <summary>Disposes the channel, if the engine made it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!isOwned)
            return;
        if (channel is IAsyncDisposable asynchronous)
            await asynchronous.DisposeAsync().ConfigureAwait(false);
        else
            (channel as IDisposable)?.Dispose();
    }

    /// <summary>Counts an outcome. True when the circuit opened or closed by it.</summary>
    public bool Record(bool failed, int failuresToOpen, TimeSpan pause, long nowTicks)
    {
        // While nothing fails, the workers do not meet here.
        if (!failed && !_hasFailed)
            return false;
        lock (_sync)
        {
            var before = _breaker;
            _breaker = failed ? BreakerRule.Failed(before, failuresToOpen, pause, nowTicks) : BreakerRule.Succeeded(before);
            _hasFailed = _breaker != default;
            return before.IsOpen != _breaker.IsOpen;
        }
    }
}
