namespace Notifications.Expressions.Syntax;

internal sealed class IndexExpression(Expression operand, Expression index, CelPosition position) : Expression(position, Above(operand, index))
{
    public Expression Operand => operand;

    public Expression Index => index;
}
