namespace Notifications.Suppression;

/// <summary>What to do with a message about a thing, given what its destination knows.</summary>
/// <param name="Suppress">Why it is not needed; <see cref="DecisionReason.None"/> when it goes out.</param>
/// <param name="SupersedesUnsent">Earlier messages of firing or acknowledged that have not begun have become untrue.</param>
internal readonly record struct OrderDecision(DecisionReason Suppress, bool SupersedesUnsent);
