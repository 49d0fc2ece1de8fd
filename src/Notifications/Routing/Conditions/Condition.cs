namespace Notifications.Routing.Conditions;

/// <summary>A compiled condition over an event. May throw when the event's data is no JSON; the caller counts that as false.</summary>
internal abstract class Condition
{
    public abstract bool Holds(NotificationEvent notificationEvent);
}
