using Notifications.Dispatch;
using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Timing;
using Notifications.Tracking;

namespace Notifications.Operations;

/// <summary>Tells operators of one channel, one event after the other: an end never comes before its beginning. What is not taken is told again, unless it is not true any more.</summary>
internal sealed class ChannelAnnouncer(EngineContext engine, Func<NotificationEvent, ValueTask<PublishResult>> publish)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly Lock _sync = new();
    private readonly AnnouncedTopic _failures = new(keepsAll: false);
    private readonly AnnouncedTopic _configuration = new(keepsAll: true);
    private bool _isRunning;

    /// <summary>What the former process has told.</summary>
    public void Restore(bool isFailing, bool isMisconfigured) => (_failures.IsTold, _configuration.IsTold) = (isFailing, isMisconfigured);

    /// <summary>Tells it, after all that is to be told before it. Publishes outside of the caller's locks: what is locked there may be what the event needs.</summary>
    public void Tell(NotificationEvent e, bool isConfiguration)
    {
        engine.Counters.Add(Counter.OperatorEvents);
        lock (_sync)
        {
            (isConfiguration ? _configuration : _failures).Add(e);
            if (_isRunning || (!_failures.HasNext && !_configuration.HasNext))
                return;
            _isRunning = true;
            engine.Announcing.Begin();
        }

        ThreadPool.UnsafeQueueUserWorkItem(static announcer => _ = announcer.RunAsync(), this, preferLocal: false);
    }

    private async Task RunAsync()
    {
        for (var attempt = 1; TryTakeNext(out var topic, out var e);)
        {
            var isTold = await TryTellAsync(e).ConfigureAwait(false);
            lock (_sync)
            {
                topic.Done(e, isTold is true);
                if (isTold is null)
                {
                    _isRunning = false;
                    break;
                }
            }

            attempt = isTold.Value ? 1 : attempt + 1;
            if (!isTold.Value)
                await WaitAsync(attempt - 1).ConfigureAwait(false);
        }

        engine.Announcing.End();
        engine.Room.Freed();
    }

    private bool TryTakeNext(out AnnouncedTopic topic, out NotificationEvent e)
    {
        lock (_sync)
        {
            topic = _failures.HasNext ? _failures : _configuration;
            e = topic.HasNext ? topic.Begin() : null!;
            if (e is null || engine.IsOver)
                _isRunning = false;
            return _isRunning;
        }
    }

    /// <returns>Null when the engine runs no more: the next process finds out by itself.</returns>
    private async ValueTask<bool?> TryTellAsync(NotificationEvent e)
    {
        try
        {
            var result = await publish(e).ConfigureAwait(false);
            if (result.Kind == PublishKind.Unrouted)
            {
                engine.Counters.Add(Counter.OperatorEventsLost);
                engine.OperationLog.NobodyTold(e.Type, e.Subject!);
            }

            if (result.IsAccepted)
                return true;
            if (result.Error?.Code == NotificationErrorCode.NotRunning)
                return null;
            if (engine.LogPace.IsTime("not told " + e.Subject, engine.NowTicks()))
                engine.OperationLog.NotTold(e.Type, e.Subject!, result.Error?.Message ?? string.Empty);
        }
#pragma warning disable CA1031 // What fails here must not end the process; it is reported, and tried again.
        catch (Exception error)
#pragma warning restore CA1031
        {
            engine.Log.StepFailed(error);
        }

        return false;
    }

    // Who waits for a time is not under way.
    private ValueTask WaitAsync(int attempt) => SeenWait.UntilAsync(
        engine.Clock,
        RetrySchedule.Delay(1, attempt, FirstWait, LongestWait),
        () =>
        {
            engine.Announcing.End();
            engine.Room.Freed();
        },
        engine.Announcing.Begin);
}
