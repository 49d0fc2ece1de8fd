using Notifications.Configuration;

namespace Notifications.Aggregation;

/// <summary>Decides what passes, what joins and what waits within a debounce key. Replaceable through the container.</summary>
/// <remarks>Must be pure: no clock, no I/O, no memory of its own. A change of status must pass at once, and a resolve must end the episode.</remarks>
public interface IDebouncer
{
    /// <summary>Decides about one more event.</summary>
    /// <param name="options">The rule's options.</param>
    /// <param name="episode">The episode so far; null when none is open.</param>
    /// <param name="input">The event.</param>
    /// <param name="now">The instant.</param>
    /// <returns>What to do, and the episode from now on.</returns>
    DebounceDecision Decide(DebounceOptions options, DebounceEpisode? episode, DebounceInput input, DateTimeOffset now);

    /// <summary>Decides at the end of a window or cooldown.</summary>
    /// <param name="options">The rule's options.</param>
    /// <param name="episode">The episode.</param>
    /// <param name="now">The instant: not before <see cref="DebounceEpisode.EndsAt"/>.</param>
    /// <returns>What to do, and the episode from now on; null ends it.</returns>
    DebounceDecision DecideAtEnd(DebounceOptions options, DebounceEpisode episode, DateTimeOffset now);
}
