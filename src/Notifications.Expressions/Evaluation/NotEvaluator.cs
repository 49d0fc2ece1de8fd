namespace Notifications.Expressions.Evaluation;

/// <summary><c>!a</c>.</summary>
internal sealed class NotEvaluator(Evaluator operand, CelPosition position) : Evaluator
{
    public override int Cost => operand.Cost + 1;

    public override CelValue Evaluate(ref CelFrame frame)
    {
        var value = operand.Evaluate(ref frame);
        if (value.Kind == CelKind.Bool)
            return CelValue.FromBool(!value.IsTrue);
        return value.IsError ? value : CelValue.Failed(new CelError(CelErrorCode.NoSuchOverload, "The operand of '!' is no bool.", position));
    }
}
