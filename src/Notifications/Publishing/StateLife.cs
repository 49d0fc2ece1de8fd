using Notifications.Aggregation;
using Notifications.Audience;
using Notifications.Dispatch;
using Notifications.Hosting;
using Notifications.Operations;
using Notifications.Policy;
using Notifications.Storage;
using Notifications.Suppression;
using Notifications.Suppression.Holds;
using Notifications.Suppression.Inhibition;
using Notifications.Tracking;

namespace Notifications.Publishing;

/// <summary>Puts states that a step has committed where the stages find them, and takes away those that are over.</summary>
internal static class StateLife
{
    /// <summary>Puts it in its place.</summary>
    public static void Begin(EngineContext engine, Step step, KeyedState state)
    {
        switch (state)
        {
            case HeldAlert or InhibitingAlert:
                HoldLife.Begin(engine, step, state);
                break;
            case DebounceState debounce:
                engine.Stripes.Open(debounce);
                break;
            case AlertState alert:
                engine.Stripes.Track(alert);
                break;
            case SentContentState sent:
                engine.SentContents[sent.GetKey()] = sent;
                engine.Timers.Schedule(sent);
                break;
            case DisabledDestinationState gone:
                engine.DisabledDestinations[gone.GetKey()] = gone;
                break;
        }
    }

    /// <summary>Takes it away.</summary>
    public static void End(EngineContext engine, KeyedState state)
    {
        switch (state)
        {
            case HeldAlert or InhibitingAlert:
                HoldLife.End(engine, state);
                break;
            case DebounceState debounce:
                engine.Stripes.Close(debounce);
                break;
            case AlertState alert:
                engine.Stripes.Forget(alert);
                break;
            case BatchState batch:
                batch.Version = 0;
                BatchStage.Forget(engine, batch);
                break;
            case DisabledDestinationState gone:
                engine.DisabledDestinations.TryRemove(gone.GetKey(), out _);
                break;
            case DeadLetterState letter:
                if (letter.Handled is { } handled)
                    engine.Operations.Add(letter.Id, handled);
                engine.DeadLetters.Remove(letter);
                if (letter.Alert is { } about)
                    about.Kept--;
                break;
            case SentContentState sent:
                engine.SentContents.TryRemove(new KeyValuePair<string, SentContentState>(sent.GetKey(), sent));
                break;
        }
    }
}
