namespace Notifications.Aggregation;

/// <summary>An event that waits in a batch, known on its own: so that it can be looked at again when the batch leaves.</summary>
/// <param name="Event">The event.</param>
/// <param name="Number">Its number.</param>
/// <param name="AcceptedTicks">When it was accepted.</param>
internal readonly record struct HeldMember(NotificationEvent Event, long Number, long AcceptedTicks);
