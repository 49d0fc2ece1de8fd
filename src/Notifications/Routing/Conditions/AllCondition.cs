namespace Notifications.Routing.Conditions;

/// <summary>Holds when each of its parts holds.</summary>
internal sealed class AllCondition(Condition[] parts) : Condition
{
    public ReadOnlySpan<Condition> Parts => parts;

    public override bool Holds(NotificationEvent notificationEvent)
    {
        foreach (var part in parts)
        {
            if (!part.Holds(notificationEvent))
                return false;
        }

        return true;
    }
}
