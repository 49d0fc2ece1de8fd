namespace Notifications.Routing.Conditions;

/// <summary>Holds when one of its parts holds.</summary>
internal sealed class AnyCondition(Condition[] parts) : Condition
{
    public override bool Holds(NotificationEvent notificationEvent)
    {
        foreach (var part in parts)
        {
            if (part.Holds(notificationEvent))
                return true;
        }

        return false;
    }
}
