namespace Notifications.Expressions.Syntax;

internal sealed class ConditionalExpression(Expression condition, Expression whenTrue, Expression whenFalse, CelPosition position)
    : Expression(position, Above(condition, whenTrue, whenFalse))
{
    public Expression Condition => condition;

    public Expression WhenTrue => whenTrue;

    public Expression WhenFalse => whenFalse;
}
