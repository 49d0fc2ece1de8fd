namespace Notifications.Expressions.Evaluation;

/// <summary><c>x &gt;= 3</c>: an order against a constant int; anything but an int goes the general way.</summary>
internal sealed class CompareIntEvaluator(CompareEvaluator general, Evaluator operand, long constant) : Evaluator
{
    public override int Cost => general.Cost;

    public override CelValue Evaluate(ref CelFrame frame)
    {
        var value = operand.Evaluate(ref frame);
        return value.Kind == CelKind.Int
            ? CelValue.FromBool(general.Decide(value.Bits.CompareTo(constant)))
            : general.Compare(ref frame, value, CelValue.FromInt(constant));
    }
}
