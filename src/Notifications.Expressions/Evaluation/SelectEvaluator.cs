using System.Text;
using Notifications.Expressions.Values;

namespace Notifications.Expressions.Evaluation;

/// <summary><c>map.field</c>. A missing key is common in conditions, so its error is made once.</summary>
internal sealed class SelectEvaluator(Evaluator operand, string field, CelPosition position) : Evaluator
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(field);
    private readonly CelValue _missing = CelValue.Failed(new CelError(CelErrorCode.NoSuchKey, $"There is no key '{field}'.", position));
    private readonly CelValue _unsupported = CelValue.Failed(
        new CelError(CelErrorCode.NoSuchOverload, $"Only a map has fields, so '{field}' cannot be read.", position));

    public override int Cost => operand.Cost + 1;

    public override CelValue Evaluate(ref CelFrame frame)
    {
        var map = operand.Evaluate(ref frame);
        if (map.Kind == CelKind.Map)
        {
            if (!frame.ChargeForLookup(map, field.Length))
                return frame.Spent();
            if (map.Content is null)
                return JsonText.TryGetProperty(map.Json, _utf8, out var json) ? CelValue.FromJson(json) : _missing;
            return MapAccess.TryGet(map, field, out var value) ? value : _missing;
        }

        return map.IsError ? map : _unsupported;
    }
}
