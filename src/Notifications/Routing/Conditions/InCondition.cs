namespace Notifications.Routing.Conditions;

/// <summary>Holds when the value at a path equals one of several constants.</summary>
internal sealed class InCondition(EventPath path, Constant[] constants) : Condition
{
    public override bool Holds(NotificationEvent notificationEvent)
    {
        var value = path.Read(notificationEvent);
        foreach (var constant in constants)
        {
            if (constant.IsEqual(value))
                return true;
        }

        return false;
    }
}
