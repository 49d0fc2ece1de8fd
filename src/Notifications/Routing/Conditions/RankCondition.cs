namespace Notifications.Routing.Conditions;

/// <summary>Compares the severity or the status: a set of the values for which it holds, worked out beforehand.</summary>
internal sealed class RankCondition(bool isSeverity, uint holdsFor) : Condition
{
    public override bool Holds(NotificationEvent notificationEvent)
    {
        var rank = isSeverity ? (int)notificationEvent.Severity : (int)notificationEvent.Status;
        return (holdsFor >> rank & 1) != 0;
    }
}
