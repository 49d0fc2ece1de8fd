using Notifications.Aggregation;
using Notifications.Storage;
using Notifications.Suppression;
using Notifications.Suppression.Holds;
using Notifications.Suppression.Inhibition;
using Notifications.Suppression.Silences;

namespace Notifications.Publishing;

/// <summary>A state as it was before a step.</summary>
internal readonly record struct StateUndo(KeyedState State, long Version, DebounceEpisode? Episode, HeldEvents? Held, long DueTicks = 0, NotificationStatus Latest = default, int Destinations = 0, long ChangedBy = 0, object? Before = null, List<ToldDestination>? Told = null)
{
    private static readonly object WasHeld = new();

    /// <summary>What a state says, where that is replaced as a whole.</summary>
    public static object? Facts(KeyedState state) => state switch
    {
        AlertState { WasHeld: true } => WasHeld,
        HeldAlert held => held.Entries,
        InhibitingAlert source => source.Facts,
        SilenceRecord silence => silence.Facts,
        _ => null,
    };

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
                alert.WasHeld = Before is not null;
                alert.Destinations = Told!;
                alert.Destinations.RemoveRange(Destinations, alert.Destinations.Count - Destinations);
                break;
            case HeldAlert held:
                held.Entries = (HeldEntry[])Before!;
                held.DueTicks = DueTicks;
                break;
            case InhibitingAlert source:
                source.Facts = (SourceFacts)Before!;
                source.DueTicks = DueTicks;
                break;
            case SilenceRecord silence:
                silence.Facts = (SilenceFacts)Before!;
                break;
            default:
                State.DueTicks = DueTicks;
                break;
        }
    }
}
