using System.Linq.Expressions;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;

namespace Notifications.Handlebars.Compilation;

/// <summary>Compiles a text, or what a block or part holds, in pieces, and looks at the stack before each: the library makes one method of it,
/// whose frame grows with its tags beyond the room that a look at the stack vouches for.</summary>
/// <param name="steps">What the library does with each piece.</param>
/// <param name="rewrite">What we read otherwise.</param>
internal sealed class PiecewiseCompiler(IReadOnlyList<IExpressionMiddleware> steps, ExpressionRewrite rewrite) : IExpressionCompiler
{
    /// <summary>What one piece may hold: about fifty tags, and a frame of a few KiB.</summary>
    private const int MaxNodes = 800;

    public T Compile<T>(Expression<T> expression)
        where T : class, Delegate
    {
        if (expression is not Expression<TemplateDelegate> template)
            return Finish(expression);
        TemplateDelegate[] pieces = [.. Split(EachCalls.Replace(template)).Select(Finish)];
        TemplateDelegate guarded = new TemplatePieces(pieces).Run;
        return (T)(Delegate)guarded;
    }

    private static IEnumerable<Expression<TemplateDelegate>> Split(Expression<TemplateDelegate> template)
    {
        if (template.Body is not BlockExpression { Variables.Count: 0 } body)
        {
            yield return template;
            yield break;
        }

        // What stands alone in a block is a block of its own for parts and their content.
        while (body.Expressions is [BlockExpression { Variables.Count: 0 } inner])
            body = inner;
        List<Expression> piece = [];
        var nodes = 0;
        foreach (var tag in body.Expressions)
        {
            var size = NodeCounter.Count(tag);
            if (piece.Count > 0 && nodes + size > MaxNodes)
            {
                yield return Lambda(piece);
                (piece, nodes) = ([], 0);
            }

            piece.Add(tag);
            nodes += size;
        }

        yield return Lambda(piece);

        Expression<TemplateDelegate> Lambda(List<Expression> of) => Expression.Lambda<TemplateDelegate>(Expression.Block(typeof(void), of), template.Parameters);
    }

    private T Finish<T>(Expression<T> expression)
        where T : class, Delegate
    {
        expression = (Expression<T>)rewrite.Visit(expression);
        foreach (var step in steps)
            expression = step.Invoke(expression);
        return expression.Compile();
    }

    private sealed class NodeCounter : ExpressionVisitor
    {
        private int _count;

        public static int Count(Expression expression)
        {
            var counter = new NodeCounter();
            counter.Visit(expression);
            return counter._count;
        }

        public override Expression? Visit(Expression? node)
        {
            _count++;
            return base.Visit(node);
        }
    }
}
