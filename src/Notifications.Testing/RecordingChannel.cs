namespace Notifications.Testing;

/// <summary>A channel that records every attempt and answers as the test says. By default everything is delivered at once. Safe for threads.</summary>
/// <remarks>Add it by <c>AddRecordingChannel</c>; one object may outlive several engines.</remarks>
public sealed class RecordingChannel : INotificationChannel, INotificationChannelTraits
{
    private static readonly DeliveryResult Failure = DeliveryResult.Retry("scripted failure");
    private readonly Lock _sync = new();
    private readonly List<RecordedAttempt> _attempts = [];
    private readonly List<HangingSend> _hanging = [];
    private readonly Queue<DeliveryResult> _next = new();
    private Func<ChannelMessage, CancellationToken, ValueTask<DeliveryResult>> _answer = static (_, _) => new(DeliveryResult.Delivered());
    private Func<ChannelMessage, bool>? _hangs;
    private bool _ignoresCancellation;

    /// <summary>Creates a channel.</summary>
    /// <param name="name">Its name in messages of failed assertions; <c>AddRecordingChannel</c> registers it under this name.</param>
    /// <param name="traits">What it says of itself. Default: a channel with a destination of its own, not costly.</param>
    public RecordingChannel(string name, ChannelTraits? traits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Traits = traits ?? new ChannelTraits();
    }

    /// <summary>The channel's name.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public ChannelTraits Traits { get; }

    /// <summary>All calls so far, oldest first; a copy.</summary>
    public IReadOnlyList<RecordedAttempt> Attempts
    {
        get
        {
            lock (_sync)
                return [.. _attempts];
        }
    }

    /// <summary>The messages that were delivered or accepted, in the order in which their attempts began; a copy.</summary>
    public IReadOnlyList<ChannelMessage> Deliveries
    {
        get
        {
            lock (_sync)
                return [.. _attempts.Where(static a => a.IsDelivered).Select(static a => a.Message)];
        }
    }

    /// <summary>How many sends hang now.</summary>
    public int Hanging
    {
        get
        {
            lock (_sync)
                return _hanging.Count;
        }
    }

    /// <summary>By what the instants of attempts are taken. The harness sets it. Default: the system's clock.</summary>
    internal TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Answers every attempt with this from now on.</summary>
    /// <param name="result">The answer.</param>
    /// <returns>The channel.</returns>
    public RecordingChannel Respond(DeliveryResult result) => RespondWith(_ => result);

    /// <summary>Answers every attempt by a function from now on. What it throws, the channel throws.</summary>
    /// <param name="respond">Gives the answer; called by several threads at once.</param>
    /// <returns>The channel.</returns>
    public RecordingChannel RespondWith(Func<ChannelMessage, DeliveryResult> respond)
    {
        ArgumentNullException.ThrowIfNull(respond);
        return RespondWith((message, _) => new ValueTask<DeliveryResult>(respond(message)));
    }

    /// <summary>Answers every attempt by an asynchronous function from now on, for example one that publishes.</summary>
    /// <param name="respond">Gives the answer; called by several threads at once, with the attempt's own token.</param>
    /// <returns>The channel.</returns>
    public RecordingChannel RespondWith(Func<ChannelMessage, CancellationToken, ValueTask<DeliveryResult>> respond)
    {
        ArgumentNullException.ThrowIfNull(respond);
        lock (_sync)
            _answer = respond;
        return this;
    }

    /// <summary>Fails so many attempts; those after them are answered as before.</summary>
    /// <param name="times">How many.</param>
    /// <param name="result">The answer to them. Default: <see cref="DeliveryResult.Retry"/>.</param>
    /// <returns>The channel.</returns>
    public RecordingChannel FailTimes(int times, DeliveryResult? result = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        lock (_sync)
        {
            for (var i = 0; i < times; i++)
                _next.Enqueue(result ?? Failure);
        }

        return this;
    }

    /// <summary>Throws at every attempt from now on, at once and not through a task.</summary>
    /// <param name="exception">What to throw. Default: an <see cref="InvalidOperationException"/>.</param>
    /// <returns>The channel.</returns>
    public RecordingChannel Throws(Exception? exception = null) => RespondWith(_ => throw exception ?? new InvalidOperationException("scripted exception"));

    /// <summary>Lets every attempt hang from now on: until <see cref="Release"/>, or until the attempt's token is cancelled.</summary>
    /// <param name="ignoreCancellation">Takes no notice of the token: the engine has to leave the send behind. Default: false.</param>
    /// <returns>The channel.</returns>
    public RecordingChannel Hang(bool ignoreCancellation = false)
    {
        lock (_sync)
            (_hangs, _ignoresCancellation) = (static _ => true, ignoreCancellation);
        return this;
    }

    /// <summary>Lets some attempts hang from now on, and answers the others: until <see cref="Release"/>, or until the attempt's token is cancelled.</summary>
    /// <param name="which">Says whether an attempt hangs; called by several threads, one at a time.</param>
    /// <returns>The channel.</returns>
    public RecordingChannel HangOn(Func<ChannelMessage, bool> which)
    {
        ArgumentNullException.ThrowIfNull(which);
        lock (_sync)
            (_hangs, _ignoresCancellation) = (which, false);
        return this;
    }

    /// <summary>Answers all that hangs, with the answer that stands, and hangs no more.</summary>
    /// <returns>The channel.</returns>
    public RecordingChannel Release()
    {
        HangingSend[] released;
        lock (_sync)
        {
            _hangs = null;
            released = [.. _hanging];
            _hanging.Clear();
        }

        foreach (var send in released)
            _ = ReleaseAsync(send);
        return this;
    }

    /// <summary>Forgets what was recorded; the script stays.</summary>
    public void Clear()
    {
        lock (_sync)
            _attempts.Clear();
    }

    /// <inheritdoc/>
    public ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        RecordedAttempt attempt;
        HangingSend? hanging = null;
        lock (_sync)
        {
            attempt = new RecordedAttempt(_attempts.Count + 1, message, Clock.GetUtcNow());
            _attempts.Add(attempt);
            if (_next.TryDequeue(out var scripted))
            {
                attempt.Result = scripted;
                return new ValueTask<DeliveryResult>(scripted);
            }

            if (_hangs?.Invoke(message) == true)
                _hanging.Add(hanging = new HangingSend(attempt, _ignoresCancellation));
        }

        return hanging is null ? Answer(attempt, cancellationToken) : Hold(hanging, cancellationToken);
    }

    /// <inheritdoc/>
    public override string ToString() => RecordingText.Describe(this);

    /// <summary>How many hanging sends the engine waits for at an instant.</summary>
    internal int CountAwaited(DateTimeOffset now)
    {
        lock (_sync)
            return _hanging.Count(send => send.IsAwaited(now));
    }

    /// <summary>The engine has ended: no other waits for what it sent.</summary>
    internal void Abandon()
    {
        lock (_sync)
            _hanging.ForEach(static send => send.IsOrphan = true);
    }

    private ValueTask<DeliveryResult> Answer(RecordedAttempt attempt, CancellationToken cancellationToken)
    {
        Func<ChannelMessage, CancellationToken, ValueTask<DeliveryResult>> answer;
        lock (_sync)
            answer = _answer;
        try
        {
            var pending = answer(attempt.Message, cancellationToken);
            if (!pending.IsCompletedSuccessfully)
                return RecordAsync(attempt, pending);
#pragma warning disable MA0042 // The result is there.
            return new ValueTask<DeliveryResult>(attempt.Result = pending.GetAwaiter().GetResult());
#pragma warning restore MA0042
        }
        catch (Exception error)
        {
            attempt.Exception = error;
            throw;
        }
    }

    private static async ValueTask<DeliveryResult> RecordAsync(RecordedAttempt attempt, ValueTask<DeliveryResult> pending)
    {
        try
        {
            return attempt.Result = await pending.ConfigureAwait(false);
        }
        catch (Exception error)
        {
            attempt.Exception = error;
            throw;
        }
    }

    private ValueTask<DeliveryResult> Hold(HangingSend send, CancellationToken cancellationToken)
    {
        if (!send.IgnoresCancellation)
            cancellationToken.UnsafeRegister(_ => Cancel(send, cancellationToken), null);
        return new ValueTask<DeliveryResult>(send.Completion.Task);
    }

    private void Cancel(HangingSend send, CancellationToken cancellationToken)
    {
        lock (_sync)
            _hanging.Remove(send);
        if (send.Completion.TrySetCanceled(cancellationToken))
            send.Attempt.Exception = new OperationCanceledException(cancellationToken);
    }

    private async Task ReleaseAsync(HangingSend send)
    {
        try
        {
            send.Completion.TrySetResult(await Answer(send.Attempt, CancellationToken.None).ConfigureAwait(false));
        }
#pragma warning disable CA1031 // What the script throws, the send throws.
        catch (Exception error)
#pragma warning restore CA1031
        {
            send.Completion.TrySetException(error);
        }
    }
}
