using Notifications.Aggregation;
using Notifications.Storage;
using Notifications.Suppression;

namespace Notifications.Publishing;

/// <summary>A state as it was before a step.</summary>
internal readonly record struct StateUndo(KeyedState State, long Version, DebounceEpisode? Episode, HeldEvents? Held, long DueTicks = 0, NotificationStatus Latest = default, int Destinations = 0, long ChangedBy = 0)
{
    public void Apply()
    {
        State.Version = Version;
        switch (State)
        {
            case DebounceState debounce:
                if (Episode is { } episode)
                    debounce.Episode = episode;
                debounce.Held = Held;
                break;
            case BatchState batch:
                batch.Held = Held;
                batch.DueTicks = DueTicks;
                break;
            case AlertState alert:
                alert.Latest = Latest;
                alert.ChangedBy = ChangedBy;
                alert.DueTicks = DueTicks;
                alert.Destinations.RemoveRange(Destinations, alert.Destinations.Count - Destinations);
                break;
            default:
                State.DueTicks = DueTicks;
                break;
        }
    }
}
