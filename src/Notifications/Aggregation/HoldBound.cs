using Notifications.Hosting;
using Notifications.Tracking;

namespace Notifications.Aggregation;

/// <summary>The bound on what is held: above it, what comes anew goes out at once. Told too often is better than not told.</summary>
internal static class HoldBound
{
    public static bool IsReached(EngineContext engine, int held)
    {
        var limit = engine.Current.Engine.MaxHeldKeys;
        if (held < limit)
            return false;
        engine.Counters.Add(Counter.Unheld);
        if (engine.LogPace.IsTime(nameof(HoldBound), engine.NowTicks()))
            engine.Log.HeldKeysFull(limit);
        return true;
    }
}
