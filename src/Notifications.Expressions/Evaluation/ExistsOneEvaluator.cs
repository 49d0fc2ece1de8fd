using Notifications.Expressions.Values;

namespace Notifications.Expressions.Evaluation;

/// <summary><c>exists_one</c>: looks at every element, so that an error anywhere is an error.</summary>
internal sealed class ExistsOneEvaluator(Evaluator range, int slot, Evaluator predicate, CelPosition position) : Evaluator
{
    private readonly int _turn = predicate.Cost + 1;

    public override int Cost => range.Cost + 1;

    public override CelValue Evaluate(ref CelFrame frame)
    {
        var list = MacroRange.Of(range.Evaluate(ref frame), ref frame, position);
        if (list.IsError)
            return list;
        var count = 0;
        for (var cursor = new ListCursor(list); cursor.MoveNext();)
        {
            if (!frame.Charge(_turn))
                return frame.Spent();
            frame.Locals[slot] = cursor.Current;
            var value = predicate.Evaluate(ref frame);
            if (value.Kind != CelKind.Bool)
                return value.IsError ? value : MacroRange.NoBool(position);
            if (value.IsTrue)
                count++;
        }

        return CelValue.FromBool(count == 1);
    }
}
