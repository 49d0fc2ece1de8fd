using Notifications.Expressions.Values;

namespace Notifications.Expressions.Evaluation;

/// <summary><c>&lt; &lt;= &gt; &gt;=</c>.</summary>
internal sealed class CompareEvaluator(ComparisonOperator comparison, Evaluator left, Evaluator right, CelPosition position) : Evaluator
{
    public override int Cost => left.Cost + right.Cost + 1;

    public override CelValue Evaluate(ref CelFrame frame)
    {
        var x = left.Evaluate(ref frame);
        if (x.IsError)
            return x;
        var y = right.Evaluate(ref frame);
        if (y.IsError)
            return y;
        if (x.Kind == CelKind.Int && y.Kind == CelKind.Int)
            return CelValue.FromBool(Decide(x.Bits.CompareTo(y.Bits)));
        if (!ValueOrder.TryCompare(x, y, out var order))
            return CelValue.Failed(new CelError(CelErrorCode.NoSuchOverload, $"Values of the kinds {x.Kind} and {y.Kind} have no order.", position));
        return CelValue.FromBool(order is { } known && Decide(known));
    }

    private bool Decide(int order) => comparison switch
    {
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        ComparisonOperator.Greater => order > 0,
        _ => order >= 0,
    };
}
