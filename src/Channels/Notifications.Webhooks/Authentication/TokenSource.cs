namespace Notifications.Webhooks.Authentication;

/// <summary>Keeps the token. While it is fetched, all who need it wait for that one call.</summary>
internal sealed class TokenSource(Func<bool, CancellationToken, Task<TokenAnswer>> fetch, TimeProvider clock) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private AccessToken? _token;
    private Task<TokenAnswer>? _fetching;
    private bool _lastWasRefused;

    public ValueTask<TokenAnswer> GetAsync(CancellationToken cancellationToken)
    {
        Task<TokenAnswer> fetching;
        lock (_gate)
        {
            if (_token is { } token && clock.GetUtcNow() < token.RenewAt)
                return new(new TokenAnswer(token, null));
            if (_fetching is not { IsCompleted: false })
                _fetching = FetchAsync(_lastWasRefused, _stop.Token);
            fetching = _fetching;
        }

        // The call belongs to all who wait: one who gives up leaves it running for the others.
        return new(fetching.WaitAsync(cancellationToken));
    }

    /// <summary>The receiver refused the token: it is dropped, and the answer says whether a new one may help.</summary>
    public bool Refuse(AccessToken token)
    {
        lock (_gate)
        {
            if (_token == token)
            {
                _token = null;
                _lastWasRefused = true;
            }
        }

        return !token.IsSecondRefusal;
    }

    public void Accept(AccessToken token)
    {
        token.MarkAccepted();
        if (!Volatile.Read(ref _lastWasRefused))
            return;
        lock (_gate)
            _lastWasRefused &= _token != token;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task<TokenAnswer> FetchAsync(bool followsRefusal, CancellationToken stop)
    {
        // Leaves the caller's lock before anything is called.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var answer = await fetch(followsRefusal, stop).ConfigureAwait(false);
        if (answer.Token is { } token)
        {
            lock (_gate)
                _token = token;
        }

        return answer;
    }
}
