namespace Notifications.Expressions.Syntax;

/// <summary>A whole chain of <c>&amp;&amp;</c> or <c>||</c>: flat, so that its length adds nothing to the depth.</summary>
internal sealed class LogicalExpression(bool isAnd, Expression[] terms, CelPosition position) : Expression(position, Above(terms))
{
    public bool IsAnd => isAnd;

    public Expression[] Terms => terms;
}
