using System.Linq.Expressions;
using System.Reflection;
using HandlebarsDotNet;
using HandlebarsDotNet.PathStructure;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Compilation;

/// <summary>The library's expressions as they are compiled: <c>value</c>, <c>key</c> and their like are members of what is spoken of alone, where the library takes the loop's own when there is none;
/// and whether a value counts is asked without a walk through it.</summary>
internal sealed class ExpressionRewrite : ExpressionVisitor
{
    private static readonly MethodInfo Counts = ((Func<object?, bool, bool>)Truth.Of).Method;

    protected override Expression VisitConstant(ConstantExpression node) =>
        node.Value is PathInfo { IsVariable: false } path && LoopName.Is(FirstOf(path.Path))
            ? Expression.Constant(PathInfo.Parse($"this.{path.Path}"))
            : node;

    private static ReadOnlySpan<char> FirstOf(string path) => path.AsSpan() is var all && all.IndexOfAny('.', '/') is var end and >= 0 ? all[..end] : all;

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        var visited = (MethodCallExpression)base.VisitMethodCall(node);
        return visited.Method.DeclaringType == typeof(HandlebarsUtils) && visited.Method.Name == nameof(HandlebarsUtils.IsTruthyOrNonEmpty)
            ? Expression.Call(Counts, visited.Arguments)
            : visited;
    }
}
