namespace Notifications.Routing.Conditions;

/// <summary>Holds when its part does not.</summary>
internal sealed class NotCondition(Condition part) : Condition
{
    public override bool Holds(NotificationEvent notificationEvent) => !part.Holds(notificationEvent);
}
