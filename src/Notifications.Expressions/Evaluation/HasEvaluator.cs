using Notifications.Expressions.Values;

namespace Notifications.Expressions.Evaluation;

/// <summary><c>has(map.field)</c>: whether the key is there, whatever its value.</summary>
internal sealed class HasEvaluator(Evaluator operand, string field, CelPosition position) : Evaluator
{
    private readonly CelValue _unsupported = CelValue.Failed(
        new CelError(CelErrorCode.NoSuchOverload, $"Only a map has fields, so has() cannot look for '{field}'.", position));

    public override int Cost => operand.Cost + 1;

    public override CelValue Evaluate(ref CelFrame frame)
    {
        var map = operand.Evaluate(ref frame);
        if (map.Kind == CelKind.Map)
            return frame.ChargeForLookup(map, field.Length) ? CelValue.FromBool(MapAccess.TryGet(map, field, out _)) : frame.Spent();
        return map.IsError ? map : _unsupported;
    }
}
