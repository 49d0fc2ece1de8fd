using Notifications.Expressions.Values;

namespace Notifications.Expressions.Evaluation;

/// <summary><c>all</c> and <c>exists</c>: a turn that decides wins over errors of the others, as with <c>&amp;&amp;</c> and <c>||</c>.</summary>
internal sealed class QuantifierEvaluator(bool isAll, Evaluator range, int slot, Evaluator predicate, CelPosition position) : Evaluator
{
    private readonly int _turn = predicate.Cost + 1;

    public override int Cost => range.Cost + 1;

    public override CelValue Evaluate(ref CelFrame frame)
    {
        var list = MacroRange.Of(range.Evaluate(ref frame), ref frame, position);
        if (list.IsError)
            return list;
        CelError? error = null;
        for (var cursor = new ListCursor(list); cursor.MoveNext();)
        {
            if (!frame.Charge(_turn))
                return frame.Spent();
            frame.Locals[slot] = cursor.Current;
            var value = predicate.Evaluate(ref frame);
            if (value.Kind == CelKind.Bool)
            {
                if (value.IsTrue != isAll)
                    return value;
                continue;
            }

            var failure = value.ErrorOrNull ?? MacroRange.NoBool(position).ErrorOrNull!;
            if (failure.IsFatal)
                return value;
            error ??= failure;
        }

        return error is null ? CelValue.FromBool(isAll) : CelValue.Failed(error);
    }
}
