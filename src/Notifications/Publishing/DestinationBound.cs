using Notifications.Hosting;
using Notifications.Suppression;
using Notifications.Tracking;

namespace Notifications.Publishing;

/// <summary>The bound on what is remembered of one thing: who owes nothing gives way; whoever believes that it goes on stays, until he is told the end.</summary>
internal static class DestinationBound
{
    /// <summary>Makes room for one more destination.</summary>
    /// <returns>False when there is none: what is new is not remembered.</returns>
    public static bool TryMakeRoom(EngineContext engine, Step step, AlertState alert)
    {
        var limit = engine.Current.Engine.MaxDestinationsPerAlert;
        if (alert.Destinations.Count < limit || TryForget(step, alert, limit))
            return true;
        engine.Counters.Add(Counter.DestinationsFull);
        if (engine.LogPace.IsTime(nameof(DestinationBound), step.NowTicks))
            engine.Log.DestinationsFull(limit);
        return false;
    }

    private static bool TryForget(Step step, AlertState alert, int limit)
    {
        // What is scheduled, in doubt or a dead letter may come back to its place.
        if (alert.Scheduled > 0 || alert.Kept > 0)
            return false;
        var planned = new HashSet<ToldDestination>(ReferenceEqualityComparer.Instance);
        foreach (var placement in step.Placements)
        {
            if (placement.Chain is { } chain)
                planned.Add(chain);
        }

        // Half of them at once, so that not each new one looks at all.
        var left = alert.Destinations.Count;
        var kept = new List<ToldDestination>(left);
        foreach (var destination in alert.Destinations)
        {
            if (left <= limit / 2 || destination.Head is not null || destination.OwesAnEnd || planned.Contains(destination))
                kept.Add(destination);
            else
                left--;
        }

        if (kept.Count >= limit)
            return false;
        step.Save(alert);
        alert.Destinations = kept;
        return true;
    }
}
