namespace Notifications.Expressions.Evaluation;

/// <summary>
/// <c>a &amp;&amp; b &amp;&amp; c</c> or <c>a || b || c</c>: a term that decides wins over errors of the others, whatever their order.
/// </summary>
internal sealed class LogicalEvaluator(bool isAnd, Evaluator[] terms, CelPosition position) : Evaluator
{
    public override int Cost => terms.Sum(static t => t.Cost) + 1;

    public override CelValue Evaluate(ref CelFrame frame)
    {
        CelError? error = null;
        foreach (var term in terms)
        {
            var value = term.Evaluate(ref frame);
            if (value.Kind == CelKind.Bool)
            {
                if (value.IsTrue != isAnd)
                    return value;
                continue;
            }

            var failure = value.ErrorOrNull ?? Overload();
            if (failure.IsFatal)
                return value;
            error ??= failure;
        }

        return error is null ? CelValue.FromBool(isAnd) : CelValue.Failed(error);
    }

    private CelError Overload() => new(CelErrorCode.NoSuchOverload, $"A side of '{(isAnd ? "&&" : "||")}' is no bool.", position);
}
