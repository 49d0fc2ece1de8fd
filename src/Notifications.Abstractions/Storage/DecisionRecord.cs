namespace Notifications.Storage;

/// <summary>A decision about one match of an event that made no delivery of its own: joined, suppressed, dropped, or flushed later.</summary>
/// <param name="EventId">The event's number.</param>
/// <param name="Ticks">When, in UTC ticks.</param>
/// <param name="Rule">The rule; null when none is concerned.</param>
/// <param name="Reason">Why.</param>
/// <param name="Channel">The channel; null when the decision is about all of them.</param>
/// <param name="RelatedId">The delivery or event that it was joined to, or that holds it; 0 for none.</param>
/// <param name="Detail">In words for people, what the reason alone does not say: which silence, which alert, which error. Null for nothing.</param>
public readonly record struct DecisionRecord(
    long EventId, long Ticks, string? Rule, DecisionReason Reason, string? Channel = null, long RelatedId = 0, string? Detail = null);
