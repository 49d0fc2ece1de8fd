using Notifications.Expressions.Values;

namespace Notifications.Expressions.Evaluation;

/// <summary><c>list[i]</c> and <c>map[key]</c>.</summary>
internal sealed class IndexEvaluator(Evaluator operand, Evaluator index, CelPosition position) : Evaluator
{
    public override int Cost => operand.Cost + index.Cost + 1;

    public override CelValue Evaluate(ref CelFrame frame)
    {
        var target = operand.Evaluate(ref frame);
        if (target.IsError)
            return target;
        var key = index.Evaluate(ref frame);
        if (key.IsError)
            return key;
        return target.Kind switch
        {
            CelKind.Map => Lookup(ref frame, target, key),
            CelKind.List => At(ref frame, target, key),
            _ => Fail(CelErrorCode.NoSuchOverload, "Only lists and maps have an index."),
        };
    }

    private CelValue Lookup(ref CelFrame frame, in CelValue map, in CelValue key)
    {
        if (!frame.ChargeForLookup(map, key.Kind == CelKind.String ? key.Text.Length : 0))
            return frame.Spent();
        return MapAccess.TryGet(map, key, out var value) ? value : Fail(CelErrorCode.NoSuchKey, "There is no such key.");
    }

    private CelValue At(ref CelFrame frame, in CelValue list, in CelValue key)
    {
        if (!key.IsNumber)
            return Fail(CelErrorCode.InvalidArgument, "The index of a list is a whole number.");
        var at = key.Kind == CelKind.Double ? (long)key.Real : key.Bits;
        if (key.Kind == CelKind.Double && at != key.Real)
            return Fail(CelErrorCode.InvalidArgument, "The index of a list is a whole number.");
        var count = ListAccess.Count(list);
        if ((ulong)at >= (ulong)count)
            return Fail(CelErrorCode.IndexOutOfRange, $"The index is outside the list of {count} elements.");
        // A JSON array may have to be walked up to the element.
        return list.Content is null && !frame.ChargeFor((int)at) ? frame.Spent() : ListAccess.At(list, (int)at);
    }

    private CelValue Fail(CelErrorCode code, string message) => CelValue.Failed(new CelError(code, message, position));
}
