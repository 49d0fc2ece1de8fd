namespace Notifications.Expressions.Evaluation;

/// <summary>A node that did not compile. Runs only where checking is off.</summary>
internal sealed class ErrorEvaluator(CelError error) : Evaluator
{
    public override CelValue Evaluate(ref CelFrame frame) => CelValue.Failed(error);
}
