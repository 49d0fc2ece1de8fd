using Notifications.Expressions.Values;

namespace Notifications.Expressions.Evaluation;

/// <summary><c>{key: value}</c>.</summary>
internal sealed class MapEvaluator(Evaluator[] keys, Evaluator[] values, CelPosition position) : Evaluator
{
    public override int Cost => keys.Sum(static e => e.Cost) + values.Sum(static e => e.Cost) + 1;

    public override CelValue Evaluate(ref CelFrame frame)
    {
        var map = new LiteralMap(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            var key = keys[i].Evaluate(ref frame);
            if (key.IsError)
                return key;
            if (!MapKeyComparer.IsKey(key))
                return Fail("A key of a map is a bool, an int, a uint or a string.");
            var value = values[i].Evaluate(ref frame);
            if (value.IsError)
                return value;
            if (!map.TryAdd(key, value))
                return Fail("A key of the map is given twice.");
        }

        return new CelValue(CelKind.Map, map);
    }

    private CelValue Fail(string message) => CelValue.Failed(new CelError(CelErrorCode.InvalidMapKey, message, position));
}
