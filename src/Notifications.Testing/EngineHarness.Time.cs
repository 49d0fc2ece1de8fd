namespace Notifications.Testing;

/// <content>What the test does, and how time passes.</content>
public sealed partial class EngineHarness
{
    // Only a defect of the engine, or a channel that waits for the real world, ever comes near it.
    private static readonly TimeSpan RealLimit = TimeSpan.FromMinutes(2);
    private const int MostStepsAtOneInstant = 100_000;

    /// <summary>Called before each action of the test, when the engine is idle: a test that restarts it does so here.</summary>
    internal Func<EngineHarness, ValueTask>? BeforeStep { get; set; }

    /// <summary>Publishes an event and waits until what can be done at this instant is done.</summary>
    /// <param name="notificationEvent">The event.</param>
    /// <returns>The answer.</returns>
    public async ValueTask<PublishResult> PublishAsync(NotificationEvent notificationEvent)
    {
        await BeginAsync().ConfigureAwait(false);
        var result = await Publisher.PublishAsync(notificationEvent).ConfigureAwait(false);
        await WaitForIdleAsync().ConfigureAwait(false);
        return result;
    }

    /// <summary>Sends a request and waits until what can be done at this instant is done.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The answer.</returns>
    public async ValueTask<RequestResult> SendAsync(NotificationRequest request)
    {
        await BeginAsync().ConfigureAwait(false);
        var result = await Publisher.SendAsync(request).ConfigureAwait(false);
        await WaitForIdleAsync().ConfigureAwait(false);
        return result;
    }

    /// <summary>Cancels what has not begun of a request.</summary>
    /// <param name="requestId">The request's id.</param>
    /// <returns>The answer.</returns>
    public async ValueTask<CancelResult> CancelAsync(string requestId)
    {
        await BeginAsync().ConfigureAwait(false);
        var result = await Publisher.CancelAsync(requestId).ConfigureAwait(false);
        await WaitForIdleAsync().ConfigureAwait(false);
        return result;
    }

    /// <summary>Waits until everything that can be done at this instant is done: what is left waits for a time, or hangs.</summary>
    /// <returns>A task that ends then.</returns>
    /// <exception cref="NotificationAssertionException">The engine did not become idle within two minutes of real time.</exception>
    public async ValueTask WaitForIdleAsync()
    {
        var engine = Internals;
        using var limit = new CancellationTokenSource(RealLimit, TimeProvider.System);
        try
        {
            while (true)
            {
                var moved = engine.Context.Room.NextAsync();
                if (engine.IsIdle(CountHanging()))
                    return;
                await moved.WaitAsync(limit.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            throw new NotificationAssertionException(
                $"The engine did not become idle within {RealLimit.TotalSeconds} s of real time: {engine.ActiveSends} sends are under way, {CountHanging()} of them hang as told.\n{DescribeAll()}");
        }
    }

    /// <summary>Lets time pass: whatever becomes due on the way happens at its own instant, and is done before the next.</summary>
    /// <param name="span">How long.</param>
    /// <returns>A task that ends when the time has passed.</returns>
    public ValueTask AdvanceAsync(TimeSpan span) => AdvanceToAsync(Clock.GetUtcNow() + span);

    /// <summary>Lets time pass until an instant; see <see cref="AdvanceAsync"/>.</summary>
    /// <param name="instant">The instant; one that has passed lets happen what is due now.</param>
    /// <returns>A task that ends when the clock stands at the instant.</returns>
    public async ValueTask AdvanceToAsync(DateTimeOffset instant)
    {
        await BeginAsync().ConfigureAwait(false);
        var steps = 0;
        while (Clock.NextTimerDue is { } due && due <= instant)
        {
            steps = due > Clock.GetUtcNow() ? 0 : steps + 1;
            if (steps > MostStepsAtOneInstant)
                throw new NotificationAssertionException($"The engine stands still at {Clock.GetUtcNow():O}: something is due again and again.\n{DescribeAll()}");
            Clock.AdvanceTo(due);
            await WaitForIdleAsync().ConfigureAwait(false);
            if (BeforeStep is { } before)
                await before(this).ConfigureAwait(false);
        }

        Clock.AdvanceTo(instant);
        await WaitForIdleAsync().ConfigureAwait(false);
    }

    /// <summary>Lets time pass until nothing waits for a time any more.</summary>
    /// <param name="limit">At most so long. Default: 60 days, in which every deadline and every memory of the engine ends.</param>
    /// <returns>A task that ends then.</returns>
    public async ValueTask RunOutAsync(TimeSpan? limit = null)
    {
        var end = Clock.GetUtcNow() + (limit ?? TimeSpan.FromDays(60));
        await WaitForIdleAsync().ConfigureAwait(false);
        while (Clock.NextTimerDue is { } due && due <= end)
            await AdvanceToAsync(due).ConfigureAwait(false);
    }

    internal int CountHanging()
    {
        var now = Clock.GetUtcNow();
        return RecordingChannels().Sum(channel => channel.CountAwaited(now));
    }

    private async ValueTask BeginAsync()
    {
        await WaitForIdleAsync().ConfigureAwait(false);
        if (BeforeStep is { } before)
            await before(this).ConfigureAwait(false);
    }

    private string DescribeAll() => string.Join('\n', RecordingChannels().Select(RecordingText.Describe).Concat(Errors));
}
