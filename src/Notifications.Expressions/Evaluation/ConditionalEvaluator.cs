namespace Notifications.Expressions.Evaluation;

/// <summary><c>condition ? a : b</c>.</summary>
internal sealed class ConditionalEvaluator(Evaluator condition, Evaluator whenTrue, Evaluator whenFalse, CelPosition position) : Evaluator
{
    public override int Cost => condition.Cost + whenTrue.Cost + whenFalse.Cost + 1;

    public override CelValue Evaluate(ref CelFrame frame)
    {
        var value = condition.Evaluate(ref frame);
        if (value.Kind == CelKind.Bool)
            return value.IsTrue ? whenTrue.Evaluate(ref frame) : whenFalse.Evaluate(ref frame);
        return value.IsError ? value : CelValue.Failed(new CelError(CelErrorCode.NoSuchOverload, "The condition of '?:' is no bool.", position));
    }
}
