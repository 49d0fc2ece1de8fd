namespace Notifications.Suppression.Silences;

/// <summary>Where a recurring silence stands.</summary>
/// <param name="IsWithin">Within an occurrence.</param>
/// <param name="FromTicks">From when on that is known.</param>
/// <param name="UntilTicks">Until when it stays so; not included.</param>
internal sealed record RecurrencePhase(bool IsWithin, long FromTicks, long UntilTicks);
