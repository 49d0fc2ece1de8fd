namespace Notifications.Email.Smtp;

/// <summary>Ends what takes longer than its phase may, or when the caller gives up. One for each connection, so that a mail costs no timer of its own.</summary>
internal sealed class PhaseTimer(TimeProvider clock) : IDisposable
{
    private readonly CancellationTokenSource _source = new(Timeout.InfiniteTimeSpan, clock);
    private CancellationTokenRegistration _caller;

    public CancellationToken Token => _source.Token;

    /// <summary>It fired once, and the connection with it is done for.</summary>
    public bool HasFired => _source.IsCancellationRequested;

    public void Attach(CancellationToken caller) =>
        _caller = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);

    public void Begin(TimeSpan limit) => _source.CancelAfter(limit);

    /// <summary>Ends at once whatever is under way.</summary>
    public void End() => _source.Cancel();

    public void Detach()
    {
        _caller.Dispose();
        _source.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _caller.Dispose();
        _source.Dispose();
    }
}
