using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Storage;
using Notifications.Suppression.Inhibition;

namespace Notifications.Suppression.Holds;

/// <summary>What follows from a step that is committed: alerts are held or free, and inhibit others or do so no more. Under the stripe's gate.</summary>
internal static class HoldLife
{
    public static void Begin(EngineContext engine, Step step, KeyedState state)
    {
        if (state is InhibitingAlert source)
        {
            engine.HoldWorker.Enqueue(engine.Holds.Fires(source, step.Now));
            return;
        }

        var held = (HeldAlert)state;
        engine.Holds.Link(held);
        Mark(engine, held, isHeld: true);

        // What held it when that was asked may have ended before it was known whom to look at.
        if (step.HoldVersion != engine.Holds.Version)
            engine.HoldWorker.Enqueue(held);
    }

    public static void End(EngineContext engine, KeyedState state)
    {
        if (state is InhibitingAlert source)
        {
            engine.HoldWorker.Enqueue(engine.Holds.Ends(source));
            return;
        }

        var held = (HeldAlert)state;
        held.IsOver = true;
        engine.Holds.Forget(held);
        Mark(engine, held, isHeld: false);
    }

    /// <summary>The alert itself is not forgotten while something of it is held.</summary>
    public static void Mark(EngineContext engine, HeldAlert held, bool isHeld)
    {
        if (engine.Stripes[held.Identity].FindAlert(held.Identity) is { } alert)
            alert.IsHeld = isHeld;
    }
}
