namespace Notifications.Expressions.Evaluation;

internal sealed class ConstantEvaluator(CelValue value) : Evaluator
{
    public CelValue Value => value;

    public override CelValue Evaluate(ref CelFrame frame) => value;
}
