using Notifications.Expressions.Values;

namespace Notifications.Expressions.Evaluation;

/// <summary><c>x in list</c> and <c>key in map</c>.</summary>
internal sealed class InEvaluator(Evaluator element, Evaluator container, CelPosition position) : Evaluator
{
    public override int Cost => element.Cost + container.Cost + 1;

    public override CelValue Evaluate(ref CelFrame frame)
    {
        var item = element.Evaluate(ref frame);
        if (item.IsError)
            return item;
        var target = container.Evaluate(ref frame);
        return target.Kind switch
        {
            CelKind.List when target.Content is CelValue[] values => InValues(ref frame, item, values),
            CelKind.List => InList(ref frame, item, target),
            CelKind.Map => InMap(ref frame, item, target),
            CelKind.Error => target,
            _ => CelValue.Failed(new CelError(CelErrorCode.NoSuchOverload, "The right side of 'in' is a list or a map.", position)),
        };
    }

    private CelValue InMap(ref CelFrame frame, in CelValue key, in CelValue map)
    {
        if (!MapKeyComparer.IsKey(key) && key.Kind != CelKind.Double)
            return CelValue.Failed(new CelError(CelErrorCode.NoSuchOverload, $"A value of the kind {key.Kind} is no key of a map.", position));
        return frame.ChargeForLookup(map, key.Kind == CelKind.String ? key.Text.Length : 0)
            ? CelValue.FromBool(MapAccess.TryGet(map, key, out _))
            : frame.Spent();
    }

    private static CelValue InValues(ref CelFrame frame, in CelValue item, CelValue[] values)
    {
        if (!frame.Charge(values.Length))
            return frame.Spent();
        foreach (ref readonly var value in values.AsSpan())
        {
            if (ValueEquality.AreEqual(ref frame, item, value))
                return CelValue.FromBool(true);
        }

        return frame.IsSpent ? frame.Spent() : CelValue.FromBool(false);
    }

    private static CelValue InList(ref CelFrame frame, in CelValue item, in CelValue list)
    {
        for (var cursor = new ListCursor(list); cursor.MoveNext();)
        {
            if (!frame.Charge(1))
                return frame.Spent();
            if (ValueEquality.AreEqual(ref frame, item, cursor.Current))
                return CelValue.FromBool(true);
        }

        return frame.IsSpent ? frame.Spent() : CelValue.FromBool(false);
    }
}
