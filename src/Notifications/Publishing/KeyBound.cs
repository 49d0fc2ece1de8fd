using Notifications.Hosting;

namespace Notifications.Publishing;

/// <summary>The bound on idempotency keys is the store's: above it the oldest are forgotten, and what was published with them is taken again. Looked at once a minute while keys are used, for to count is to look at all that is live.</summary>
internal static class KeyBound
{
    public static void Look(EngineContext engine)
    {
        if (!engine.LogPace.IsTime(nameof(KeyBound), engine.NowTicks()))
            return;
        var forgotten = engine.Store.Count().KeysEvicted;
        var before = Interlocked.Exchange(ref engine.KeysForgotten, forgotten);
        if (forgotten > before)
            engine.Log.KeysForgotten(forgotten - before);
    }
}
