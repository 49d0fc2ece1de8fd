namespace Notifications.Expressions.Evaluation;

/// <summary>Reads a variable from the caller's context.</summary>
internal sealed class VariableEvaluator<TContext>(Func<TContext, CelValue> read, CelPosition position) : Evaluator
{
    public override CelValue Evaluate(ref CelFrame frame)
    {
        var value = read(frame.Context<TContext>());
        return value.IsError ? CelValue.Failed(value.ErrorOrNull!.At(position)) : value;
    }
}
