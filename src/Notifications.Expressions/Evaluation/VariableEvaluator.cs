namespace Notifications.Expressions.Evaluation;

/// <summary>Reads a variable from the caller's context.</summary>
internal sealed class VariableEvaluator<TContext>(Func<TContext, CelValue> read) : Evaluator
{
    public override CelValue Evaluate(ref CelFrame frame) => read(frame.Context<TContext>());
}
