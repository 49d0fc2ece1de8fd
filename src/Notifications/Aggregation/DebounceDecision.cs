namespace Notifications.Aggregation;

/// <summary>What a debouncer decided.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Reason">Why, for the decision trace.</param>
/// <param name="Next">The episode from now on; null when none stays open.</param>
public readonly record struct DebounceDecision(DebounceAction Action, DecisionReason Reason, DebounceEpisode? Next);
