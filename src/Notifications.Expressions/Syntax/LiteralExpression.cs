namespace Notifications.Expressions.Syntax;

internal sealed class LiteralExpression(CelValue value, CelPosition position) : Expression(position, 1)
{
    public CelValue Value => value;
}
