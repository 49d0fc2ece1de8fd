namespace Notifications.Expressions.Evaluation;

/// <summary>Reads the variable of a macro.</summary>
internal sealed class LocalEvaluator(int slot) : Evaluator
{
    public override CelValue Evaluate(ref CelFrame frame) => frame.Locals[slot];
}
