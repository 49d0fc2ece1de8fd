namespace Notifications.Routing.Conditions;

/// <summary>Holds when there is something at a path, or when there is nothing. A JSON null is something; an empty attribute or label is not.</summary>
internal sealed class ExistsCondition(EventPath path, bool expected) : Condition
{
    public override bool Holds(NotificationEvent notificationEvent) => path.Read(notificationEvent).Exists == expected;
}
