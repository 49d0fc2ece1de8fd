using Notifications.Dispatch;
using Notifications.Hosting;
using Notifications.Storage;

namespace Notifications.Tracking;

/// <summary>Reads the counters.</summary>
internal static class StatisticsReader
{
    private static readonly DeliveryState[] Successes = [DeliveryState.Delivered, DeliveryState.Sent];
    private static readonly DeliveryState[] Failures = [DeliveryState.Rejected, DeliveryState.Expired, DeliveryState.DeadLettered];

    public static NotificationStatistics Read(EngineContext engine)
    {
        var c = engine.Counters;
        var live = engine.Store.Count();
        return new NotificationStatistics
        {
            Published = c.Read(Counter.Published),
            Accepted = c.Read(Counter.Accepted),
            Unrouted = c.Read(Counter.Unrouted),
            Duplicate = c.Read(Counter.Duplicate),
            Refused = c.Read(Counter.Refused),
            Matched = c.Read(Counter.Matched) + c.Read(Counter.RecoveredMatches),
            Notified = c.Read(Counter.Notified),
            Merged = c.Read(Counter.Merged),
            Suppressed = c.Read(Counter.Suppressed),
            PendingMatches = live.WaitingEvents,
            Candidates = c.Read(Counter.Candidates),
            Requests = c.Read(Counter.Requests),
            Created = c.Read(Counter.Created) + c.Read(Counter.Recovered),
            Delivered = c.Read(Counter.Delivered),
            Sent = c.Read(Counter.Sent),
            Rejected = c.Read(Counter.Rejected),
            Expired = c.Read(Counter.Expired),
            DeadLettered = c.Read(Counter.DeadLettered),
            Cancelled = c.Read(Counter.Cancelled),
            Dropped = c.Read(Counter.Dropped),
            Pending = live.Deliveries,
            Attempts = c.Read(Counter.Attempts),
            Fallbacks = c.Read(Counter.Fallbacks),
            HistoryEvicted = live.HistoryEvicted,
            AuditEvicted = live.AuditEvicted,
            Channels = [.. engine.Channels.All.OrderBy(static channel => channel.Name, StringComparer.Ordinal).Select(Read)],
        };
    }

    private static ChannelStatistics Read(ChannelRuntime channel) => new(
        channel.Name, channel.Pool.Waiting, channel.Pool.Active, Sum(channel, Successes), Sum(channel, Failures), channel.Pool.Limit == 1);

    private static long Sum(ChannelRuntime channel, DeliveryState[] states)
    {
        long sum = 0;
        foreach (var state in states)
        {
            for (var lane = Priority.Low; lane <= Priority.Critical; lane++)
                sum += channel.Read(state, lane);
        }

        return sum;
    }
}
