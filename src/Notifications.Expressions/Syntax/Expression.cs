namespace Notifications.Expressions.Syntax;

/// <summary>A node of a parsed expression. Its height is known from the start, so that nothing that walks it can run out of stack.</summary>
internal abstract class Expression(CelPosition position, int height)
{
    public CelPosition Position => position;

    public int Height => height;

    protected static int Above(params ReadOnlySpan<Expression?> children)
    {
        var height = 0;
        foreach (var child in children)
            height = Math.Max(height, child?.Height ?? 0);
        return height + 1;
    }
}
