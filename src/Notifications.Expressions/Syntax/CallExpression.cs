namespace Notifications.Expressions.Syntax;

/// <summary><c>name(a, b)</c> or <c>receiver.name(a, b)</c>; macros are calls too.</summary>
internal sealed class CallExpression(Expression? receiver, string name, Expression[] arguments, CelPosition position)
    : Expression(position, Math.Max(Above(receiver), Above(arguments)))
{
    public Expression? Receiver => receiver;

    public string Name => name;

    public Expression[] Arguments => arguments;
}
