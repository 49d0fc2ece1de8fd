using Notifications.Hosting;
using Notifications.Storage;

namespace Notifications.Tracking;

/// <summary>Reads the counters.</summary>
internal static class StatisticsReader
{
    public static NotificationStatistics Read(EngineContext engine)
    {
        var live = engine.Store.Count();
        var drills = engine.Drills;
        if (!drills.IsUsed)
            return Read(engine, engine.Counters.Read, live, null);
        var apart = live with { Deliveries = drills.Pending, WaitingEvents = drills.Waiting };
        var ofDrills = Read(engine, drills.Counters.Read, apart, null) with { Channels = [] };
        return engine.Current.Engine.CountDrills
            ? Read(engine, engine.ReadAll, live, ofDrills)
            : Read(engine, engine.Counters.Read, live with { Deliveries = live.Deliveries - apart.Deliveries, WaitingEvents = live.WaitingEvents - apart.WaitingEvents }, ofDrills);
    }

    private static NotificationStatistics Read(EngineContext engine, Func<Counter, long> read, in StoreCounts live, NotificationStatistics? drills) => new()
    {
        Published = read(Counter.Published),
        Accepted = read(Counter.Accepted),
        Unrouted = read(Counter.Unrouted),
        Duplicate = read(Counter.Duplicate),
        Refused = read(Counter.Refused),
        Matched = read(Counter.Matched) + read(Counter.RecoveredMatches),
        Notified = read(Counter.Notified),
        Merged = read(Counter.Merged),
        Suppressed = read(Counter.Suppressed),
        PendingMatches = live.WaitingEvents,
        Candidates = read(Counter.Candidates),
        Requests = read(Counter.Requests),
        Created = read(Counter.Created) + read(Counter.Recovered),
        Delivered = read(Counter.Delivered),
        Sent = read(Counter.Sent),
        Rejected = read(Counter.Rejected),
        Expired = read(Counter.Expired),
        DeadLettered = read(Counter.DeadLettered),
        Cancelled = read(Counter.Cancelled),
        Dropped = read(Counter.Dropped),
        Pending = live.Deliveries,
        Attempts = read(Counter.Attempts),
        Fallbacks = read(Counter.Fallbacks),
        RecipientsMissed = read(Counter.RecipientsMissed),
        HistoryEvicted = live.HistoryEvicted,
        AuditEvicted = live.AuditEvicted,
        KeysEvicted = live.KeysEvicted,
        Drills = drills,
        Channels = [.. engine.Channels.All.OrderBy(static channel => channel.Name, StringComparer.Ordinal).Select(ChannelFigures.Read)],
    };
}
