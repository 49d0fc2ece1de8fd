using Notifications.Configuration;
using Notifications.Dispatch;
using Notifications.Hosting;
using Notifications.Tracking;

namespace Notifications.Publishing;

/// <summary>Keeps the bound on what is pending. It counts, it does not queue: publishers wait for room or are refused.</summary>
internal sealed class Admission(EngineContext engine)
{
    // The sum over the counters' stripes is looked at once in so many publishes of a thread; the bound may be passed by as many.
    private const int LookEvery = 32;

    [ThreadStatic]
    private static int _sinceLook;

    /// <summary>Deliveries created and not finished, and searches for recipients that will create some.</summary>
    public long Pending
    {
        get
        {
            var pending = Volatile.Read(ref engine.Searches) + Count(engine.Counters);
            return engine.Drills.IsUsed ? pending + Count(engine.Drills.Counters) : pending;
        }
    }

    private static long Count(EngineCounters c) =>
        c.Read(Counter.Created) + c.Read(Counter.Recovered) - c.Read(Counter.Delivered) - c.Read(Counter.Sent) - c.Read(Counter.Rejected)
        - c.Read(Counter.Expired) - c.Read(Counter.DeadLettered) - c.Read(Counter.Cancelled) - c.Read(Counter.Dropped);

    public bool IsFull(NotificationsOptions options)
    {
        if (++_sinceLook < LookEvery)
            return false;
        if (Pending < options.MaxPending)
        {
            _sinceLook = 0;
            return false;
        }

        return true;
    }

    /// <summary>Waits for room; null when there is some, else the refusal.</summary>
    /// <param name="channel">The channel whose queue is full; null when the engine is.</param>
    public async ValueTask<NotificationError?> WaitAsync(ChannelRuntime? channel, CancellationToken cancellationToken)
    {
        var options = engine.Current.Engine;
        var wait = channel?.Options.MaxWait ?? options.MaxWait;
        if (SendScope.Current is not null || channel?.Options.WhenFull == WhenFull.Refuse)
            return Full(channel);
        var until = engine.Clock.GetTimestamp();
        while (true)
        {
            var freed = engine.Room.NextAsync();
            if (channel is null ? Pending < options.MaxPending : channel.HasRoom)
                return null;
            var left = wait - engine.Clock.GetElapsedTime(until);
            if (left <= TimeSpan.Zero)
                return Full(channel);
            try
            {
                await freed.WaitAsync(left, engine.Clock, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                return Full(channel);
            }
        }
    }

    private NotificationError Full(ChannelRuntime? channel) => new(NotificationErrorCode.QueueFull, channel is null
        ? $"{Pending} deliveries are pending, at most {engine.Current.Engine.MaxPending} may be: try again later, or raise MaxPending."
        : $"The queue of channel '{channel.Name}' holds {channel.Pool.Waiting} deliveries, at most {channel.Options.QueueCapacity} may wait: try again later, add workers, or raise QueueCapacity.");
}
