namespace Notifications.Routing.Conditions;

/// <summary>Compares the value at a path with a constant.</summary>
internal sealed class CompareCondition(EventPath path, CompareOperator comparison, Constant constant) : Condition
{
    public EventPath Path => path;

    public CompareOperator Comparison => comparison;

    public Constant Constant => constant;

    public override bool Holds(NotificationEvent notificationEvent)
    {
        var value = path.Read(notificationEvent);
        return comparison switch
        {
            CompareOperator.Eq => constant.IsEqual(value),
            CompareOperator.Ne => !constant.IsEqual(value),

            // Without an order between the two (text and object, missing and number) neither of the four holds.
            _ => constant.Order(value) is { } order && comparison switch
            {
                CompareOperator.Lt => order < 0,
                CompareOperator.Le => order <= 0,
                CompareOperator.Gt => order > 0,
                _ => order >= 0,
            },
        };
    }
}
