using Notifications.Expressions.Values;

namespace Notifications.Expressions.Evaluation;

/// <summary><c>filter</c> and <c>map</c>: keeps what the predicate holds for, turned into something else where there is a transform.</summary>
internal sealed class TransformEvaluator(Evaluator range, int slot, Evaluator? predicate, Evaluator? transform, CelPosition position) : Evaluator
{
    private readonly int _turn = (predicate?.Cost ?? 0) + (transform?.Cost ?? 0) + 1;

    public override int Cost => range.Cost + 1;

    public override CelValue Evaluate(ref CelFrame frame)
    {
        var list = MacroRange.Of(range.Evaluate(ref frame), ref frame, position);
        if (list.IsError)
            return list;
        var result = new List<CelValue>();
        for (var cursor = new ListCursor(list); cursor.MoveNext();)
        {
            if (!frame.Charge(_turn))
                return frame.Spent();
            var value = cursor.Current;
            frame.Locals[slot] = value;
            if (predicate is not null)
            {
                var keep = predicate.Evaluate(ref frame);
                if (keep.Kind != CelKind.Bool)
                    return keep.IsError ? keep : MacroRange.NoBool(position);
                if (!keep.IsTrue)
                    continue;
            }

            if (transform is not null)
                value = transform.Evaluate(ref frame);
            if (value.IsError)
                return value;
            if (result.Count >= frame.Limits.MaxListLength)
                return frame.TooLong("list", frame.Limits.MaxListLength);
            result.Add(value);
        }

        return CelValue.FromList(result.ToArray());
    }
}
