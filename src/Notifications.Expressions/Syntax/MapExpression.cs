namespace Notifications.Expressions.Syntax;

internal sealed class MapExpression(Expression[] keys, Expression[] values, CelPosition position)
    : Expression(position, Math.Max(Above(keys), Above(values)))
{
    public Expression[] Keys => keys;

    public Expression[] Values => values;
}
