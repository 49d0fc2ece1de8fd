namespace Notifications.Expressions.Syntax;

/// <summary><c>!a</c> or <c>-a</c>.</summary>
internal sealed class UnaryExpression(TokenKind operation, Expression operand, CelPosition position) : Expression(position, Above(operand))
{
    public TokenKind Operation => operation;

    public Expression Operand => operand;
}
