namespace Notifications.Expressions.Syntax;

/// <summary><c>name</c>, or <c>.name</c> from the root.</summary>
internal sealed class NameExpression(string name, bool isRooted, CelPosition position) : Expression(position, 1)
{
    public string Name => name;

    public bool IsRooted => isRooted;
}
