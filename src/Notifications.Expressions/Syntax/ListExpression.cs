namespace Notifications.Expressions.Syntax;

internal sealed class ListExpression(Expression[] elements, CelPosition position) : Expression(position, Above(elements))
{
    public Expression[] Elements => elements;
}
