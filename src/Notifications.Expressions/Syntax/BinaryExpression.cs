namespace Notifications.Expressions.Syntax;

/// <summary>Arithmetic, a relation or <c>in</c>. Stands where its operator does.</summary>
internal sealed class BinaryExpression(TokenKind operation, Expression left, Expression right, CelPosition position)
    : Expression(position, Above(left, right))
{
    public TokenKind Operation => operation;

    public Expression Left => left;

    public Expression Right => right;
}
