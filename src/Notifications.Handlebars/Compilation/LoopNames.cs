using System.Linq.Expressions;
using HandlebarsDotNet.PathStructure;

namespace Notifications.Handlebars.Compilation;

/// <summary><c>value</c>, <c>key</c> and their like as arguments: members of what is spoken of alone, where the library takes the loop's own when there is no such member.</summary>
/// <param name="blockNames">Names that blocks give: these are no members.</param>
internal sealed class LoopNames(IReadOnlySet<string> blockNames) : ExpressionVisitor
{
    private static readonly string[] All = ["value", "key", "index", "first", "last"];

    protected override Expression VisitConstant(ConstantExpression node) =>
        node.Value is PathInfo { IsVariable: false } path && All.Contains(path.Path, StringComparer.OrdinalIgnoreCase) && !blockNames.Contains(path.Path)
            ? Expression.Constant(PathInfo.Parse($"this.{path.Path}"))
            : node;
}
