using Notifications.Expressions.Values;

namespace Notifications.Expressions.Evaluation;

/// <summary><c>==</c> and <c>!=</c>.</summary>
internal sealed class EqualsEvaluator(Evaluator left, Evaluator right, bool negate) : Evaluator
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
        var equal = ValueEquality.AreEqual(ref frame, x, y);
        return frame.IsSpent ? frame.Spent() : CelValue.FromBool(equal != negate);
    }
}
