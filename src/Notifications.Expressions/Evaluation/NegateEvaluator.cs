namespace Notifications.Expressions.Evaluation;

/// <summary><c>-a</c>.</summary>
internal sealed class NegateEvaluator(Evaluator operand, CelPosition position) : Evaluator
{
    public override int Cost => operand.Cost + 1;

    public override CelValue Evaluate(ref CelFrame frame)
    {
        var value = operand.Evaluate(ref frame);
        return value.Kind switch
        {
            CelKind.Int when value.Bits == long.MinValue => Fail(CelErrorCode.Overflow, "The least int has no negative."),
            CelKind.Int => CelValue.FromInt(-value.Bits),
            CelKind.Double => CelValue.FromDouble(-value.Real),
            CelKind.Error => value,
            _ => Fail(CelErrorCode.NoSuchOverload, "Only an int or a double has a negative."),
        };
    }

    private CelValue Fail(CelErrorCode code, string message) => CelValue.Failed(new CelError(code, message, position));
}
