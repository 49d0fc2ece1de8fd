using Notifications.Hosting;
using Notifications.Tracking;

namespace Notifications.Publishing;

/// <summary>The bound on what is remembered of things: above it, a new one is sent but not remembered.</summary>
internal static class TrackingBound
{
    public static bool IsReached(EngineContext engine)
    {
        var limit = engine.Current.Engine.MaxTrackedAlerts;
        if (engine.Stripes.TrackedAlerts < limit)
            return false;
        engine.Counters.Add(Counter.Untracked);
        if (engine.LogPace.IsTime(nameof(TrackingBound), engine.NowTicks()))
            engine.Log.AlertUntracked(limit);
        return true;
    }
}
