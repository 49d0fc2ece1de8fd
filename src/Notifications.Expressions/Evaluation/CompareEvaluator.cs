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
        return Compare(ref frame, x, right.Evaluate(ref frame));
    }

    public CelValue Compare(ref CelFrame frame, in CelValue x, in CelValue y)
    {
        if (x.IsError || y.IsError)
            return x.IsError ? x : y;
        if (x.Kind == CelKind.String && !frame.ChargeFor(x.Text.Length))
            return frame.Spent();
        if (!ValueOrder.TryCompare(x, y, out var order))
            return CelValue.Failed(new CelError(CelErrorCode.NoSuchOverload, $"Values of the kinds {x.Kind} and {y.Kind} have no order.", position));
        return CelValue.FromBool(order is { } known && Decide(known));
    }

    public bool Decide(int order) => comparison switch
    {
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        ComparisonOperator.Greater => order > 0,
        _ => order >= 0,
    };
}
