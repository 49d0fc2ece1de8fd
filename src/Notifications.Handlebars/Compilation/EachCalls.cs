using System.Linq.Expressions;
using System.Reflection;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;
using HandlebarsDotNet.PathStructure;

namespace Notifications.Handlebars.Compilation;

/// <summary>Has <c>each</c> done by our iterator alone: where there is nothing to loop over, the library's own call gives the <c>else</c> a level of <c>../</c> that handlebars.js does not have.</summary>
internal sealed class EachCalls : ExpressionVisitor
{
    private static readonly MethodInfo Ours =
        ((Action<BindingContext, EncodedTextWriter, ChainSegment[], object, TemplateDelegate, TemplateDelegate>)ValueIterator.Run).Method;

    public static Expression<TemplateDelegate> Replace(Expression<TemplateDelegate> template) => (Expression<TemplateDelegate>)new EachCalls().Visit(template);

    protected override Expression VisitMethodCall(MethodCallExpression node) =>
        node.Method is { Name: "Iterate", DeclaringType.FullName: "HandlebarsDotNet.Compiler.Iterator" } ? Expression.Call(Ours, Visit(node.Arguments)) : base.VisitMethodCall(node);
}
