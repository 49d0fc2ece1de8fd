namespace Notifications.Expressions.Evaluation;

/// <summary><c>a &amp;&amp; b &amp;&amp; c</c> or <c>a || b || c</c>: a term that decides wins over errors of the others, whatever their order.</summary>
internal sealed class LogicalEvaluator(bool isAnd, Evaluator[] terms, CelPosition position) : Evaluator
{
    public override int Cost => terms.Sum(static t => t.Cost) + 1;

    public override CelValue Evaluate(ref CelFrame frame)
    {
        CelValue error = default;
        foreach (var term in terms)
        {
            var value = term.Evaluate(ref frame);
            if (value.Kind == CelKind.Bool)
            {
                if (value.IsTrue != isAnd)
                    return value;
                continue;
            }

            if (value.IsError && value.ErrorOrNull!.IsFatal)
                return value;
            if (!error.IsError)
                error = value.IsError ? value : Overload();
        }

        return error.IsError ? error : CelValue.FromBool(isAnd);
    }

    private CelValue Overload() =>
        CelValue.Failed(new CelError(CelErrorCode.NoSuchOverload, $"A side of '{(isAnd ? "&&" : "||")}' is no bool.", position));
}
