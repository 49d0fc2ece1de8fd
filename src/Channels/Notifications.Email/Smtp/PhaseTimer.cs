namespace Notifications.Email.Smtp;

/// <summary>Ends what takes longer than its phase may, or when the caller gives up. One for each connection, so that a mail costs no timer of its own.</summary>
internal sealed class PhaseTimer(TimeProvider clock) : IDisposable
{
    private readonly CancellationTokenSource _source = new(Timeout.InfiniteTimeSpan, clock);
    private CancellationTokenRegistration _caller;
    private volatile bool _isEnded;

    public CancellationToken Token => _source.Token;

    /// <summary>It fired once, and the connection with it is done for.</summary>
    public bool HasFired => _source.IsCancellationRequested;

    /// <summary>It was the caller who ended it.</summary>
    public bool IsEnded => _isEnded;

    public void Attach(CancellationToken caller) =>
        _caller = caller.UnsafeRegister(static timer => ((PhaseTimer)timer!).EndByCaller(), this);

    public void Begin(TimeSpan limit) => _source.CancelAfter(limit);

    /// <summary>Ends at once whatever is under way.</summary>
    public void End() => _source.Cancel();

    public void Detach()
    {
        _caller.Dispose();
        _source.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    private void EndByCaller()
    {
        _isEnded = true;
        _source.Cancel();
    }

    public void Dispose()
    {
        _caller.Dispose();
        _source.Dispose();
    }
}
