namespace Notifications.Expressions.Syntax;

/// <summary><c>operand.field</c>; a quoted field never is part of a qualified name.</summary>
internal sealed class SelectExpression(Expression operand, string name, bool isQuoted, CelPosition position)
    : Expression(position, Above(operand))
{
    public Expression Operand => operand;

    public string Field => name;

    public bool IsQuoted => isQuoted;
}
