namespace Notifications.Email.Smtp;

/// <summary>Keeps connections to one server: at most so many at a time, none longer than its age and idle time. The one used last is used first, so that the others may end.
/// A server that takes fewer gets fewer, and is asked again after a minute.</summary>
internal sealed class SmtpPool : IAsyncDisposable
{
    private static readonly TimeSpan Narrowing = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);
    private readonly EmailOptions _options;
    private readonly TimeProvider _clock;
#pragma warning disable CA2213 // Mails that are under way when the pool is retired still leave by it; it holds no handle.
    private readonly SemaphoreSlim _gate;
#pragma warning restore CA2213
    private readonly Stack<SmtpConnection> _idle = new();
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private readonly ITimer _widening;
    private int _carrying;
    private int _withheld;
    private bool _isRetired;

    public SmtpPool(EmailOptions options, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _gate = new SemaphoreSlim(options.MaxConnections);
        _timer = clock.CreateTimer(static pool => _ = ((SmtpPool)pool!).CloseExpiredAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _widening = clock.CreateTimer(static pool => ((SmtpPool)pool!).Widen(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many connections there may be now.</summary>
    public int Width
    {
        get
        {
            lock (_lock)
                return _options.MaxConnections - _withheld;
        }
    }

    /// <summary>Waits for the right to one connection, for as long as the mail has time enough behind the wait.</summary>
    /// <param name="deadline">When the attempt has to be over.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when there was none in that time.</returns>
    /// <exception cref="OperationCanceledException">The caller ended it.</exception>
    public async ValueTask<bool> EnterAsync(DateTimeOffset deadline, CancellationToken cancellationToken)
    {
        if (await _gate.WaitAsync(0, CancellationToken.None).ConfigureAwait(false))
            return true;
        using var limit = new CancellationTokenSource(PoolWaitRule.Longest(_options, deadline - _clock.GetUtcNow()), _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _gate.WaitAsync(both.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Gives the right back.</summary>
    public void Leave() => _gate.Release();

    /// <summary>A connection was opened.</summary>
    public void Begin()
    {
        lock (_lock)
            _carrying++;
    }

    /// <summary>Closes a connection that was opened or taken and is not to be kept.</summary>
    public async ValueTask CloseAsync(SmtpConnection connection)
    {
        await connection.DisposeAsync().ConfigureAwait(false);
        End();
    }

    /// <summary>The server refused a further connection for now. Where others that it took live, the right to this one is gone for a minute, and the mail can wait for one of those.</summary>
    /// <returns>False when there is no other, so that the refusal is about the server: the right is kept, and to be given back.</returns>
    public bool TryNarrow()
    {
        lock (_lock)
        {
            if (_isRetired || _withheld + 1 >= _options.MaxConnections || (_carrying == 0 && _idle.Count == 0))
                return false;
            if (_withheld++ == 0)
                _widening.Change(Narrowing, Timeout.InfiniteTimeSpan);
            return true;
        }
    }

    /// <summary>Takes a kept connection that is still good; null when there is none.</summary>
    public async ValueTask<SmtpConnection?> TakeAsync()
    {
        while (true)
        {
            SmtpConnection? connection;
            lock (_lock)
            {
                if (!_idle.TryPop(out connection))
                    return null;
                _carrying++;
            }

            if (!IsExpired(connection) && connection.IsQuiet())
                return connection;
            await CloseAsync(connection).ConfigureAwait(false);
        }
    }

    /// <summary>Keeps a connection for the next mail, or closes it.</summary>
    public async ValueTask KeepAsync(SmtpConnection connection)
    {
        connection.LastUsedAt = _clock.GetTimestamp();
        if (!IsExpired(connection))
        {
            lock (_lock)
            {
                if (!_isRetired)
                {
                    if (_idle.Count == 0)
                        _timer.Change(_options.ConnectionIdleTime, Timeout.InfiniteTimeSpan);
                    _idle.Push(connection);
                    _carrying--;
                    return;
                }
            }
        }

        await QuitAsync(connection).ConfigureAwait(false);
        End();
    }

    /// <summary>Closes what is idle now, and what is in use when it comes back.</summary>
    public async ValueTask DisposeAsync()
    {
        SmtpConnection[] idle;
        lock (_lock)
        {
            if (_isRetired)
                return;
            _isRetired = true;
            idle = [.. _idle];
            _idle.Clear();
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        await _widening.DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(idle.Select(static connection => QuitAsync(connection).AsTask())).ConfigureAwait(false);
    }

    private void End()
    {
        lock (_lock)
            _carrying--;
    }

    private void Widen()
    {
        int withheld;
        lock (_lock)
            (withheld, _withheld) = (_withheld, 0);
        if (withheld > 0)
            _gate.Release(withheld);
    }

    private bool IsExpired(SmtpConnection connection) =>
        connection.Messages >= _options.MessagesPerConnection
        || _clock.GetElapsedTime(connection.OpenedAt) >= _options.ConnectionLifetime
        || _clock.GetElapsedTime(connection.LastUsedAt) >= _options.ConnectionIdleTime;

    private async Task CloseExpiredAsync()
    {
        var expired = new List<SmtpConnection>();
        lock (_lock)
        {
            if (_isRetired)
                return;
            var kept = _idle.Reverse().Where(connection =>
            {
                if (IsExpired(connection))
                    expired.Add(connection);
                return !expired.Contains(connection);
            }).ToArray();
            _idle.Clear();
            foreach (var connection in kept)
                _idle.Push(connection);
            if (kept.Length > 0)
                _timer.Change(_options.ConnectionIdleTime, Timeout.InfiniteTimeSpan);
        }

        foreach (var connection in expired)
            await QuitAsync(connection).ConfigureAwait(false);
    }

    // A polite end costs the server nothing; one that does not answer gets none.
    private static async ValueTask QuitAsync(SmtpConnection connection)
    {
        try
        {
            connection.Timer.Begin(Farewell);
            connection.Put("QUIT\r\n"u8);
            await connection.AskAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (FailureRule.IsExpected(e))
        {
            // It is closed in any case.
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }
}
