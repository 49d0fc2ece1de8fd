using Notifications.Dispatch;
using Notifications.Operations;

namespace Notifications.Publishing;

/// <content>What operators bring back, and what is kept for them.</content>
internal sealed partial class StepCommitter
{
    /// <summary>What was in doubt is sent again: as the last of its chain, since the others have passed it. Under its stripe's gate.</summary>
    public void Rejoin(Delivery delivery)
    {
        if (delivery.Details?.Told is not { } chain || Join(chain, delivery))
            Place(delivery);
    }

    /// <summary>Keeps a dead letter until its time is over, or until there are too many; and for as long what is known of the thing.</summary>
    public void Keep(DeadLetterState letter)
    {
        engine.DeadLetters.Add(letter);

        // What is sent again is counted from its commit on.
        if (letter.Stored.Record.Drill)
            engine.Drills.Use();
        if (letter.Alert is { } about)
            about.Kept++;
        engine.Timers.Schedule(letter);
        if (!engine.DeadLetters.TryPressOut(engine.Current.Engine.DeadLetterCapacity, out var oldest))
            return;
        oldest.DueTicks = engine.NowTicks();
        engine.Timers.Schedule(oldest);
    }
}
