namespace Notifications.Expressions.Evaluation;

/// <summary><c>has(event.subject)</c> of a declared variable: whether it is not <c>null</c>.</summary>
internal sealed class HasVariableEvaluator(Evaluator variable) : Evaluator
{
    public override CelValue Evaluate(ref CelFrame frame)
    {
        var value = variable.Evaluate(ref frame);
        return value.IsError ? value : CelValue.FromBool(value.Kind != CelKind.Null);
    }
}
