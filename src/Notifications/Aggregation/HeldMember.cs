using Notifications.Suppression;

namespace Notifications.Aggregation;

/// <summary>An event that waits in a batch, known on its own: so that it can be looked at again when the batch leaves.</summary>
/// <param name="Event">The event.</param>
/// <param name="Number">Its number.</param>
/// <param name="AcceptedTicks">When it was accepted.</param>
/// <param name="Alert">What is remembered of the alert, which is not forgotten while a batch has it as a member; null for a message, and for what is not remembered. Not written down.</param>
internal readonly record struct HeldMember(NotificationEvent Event, long Number, long AcceptedTicks, AlertState? Alert = null);
