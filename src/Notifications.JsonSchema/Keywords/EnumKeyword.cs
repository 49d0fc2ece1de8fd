using System.Text.Json;
using Notifications.JsonSchema.Evaluation;
using Notifications.JsonSchema.Text;

namespace Notifications.JsonSchema.Keywords;

/// <summary><c>enum</c> and <c>const</c>.</summary>
internal sealed class EnumKeyword : Keyword
{
    private const int MaxShown = 10;

    private readonly string _name;
    private readonly HashSet<JsonElement> _values;
    private readonly JsonKinds _kinds;

    public EnumKeyword(string name, IEnumerable<JsonElement> values)
    {
        _name = name;
        _values = new HashSet<JsonElement>(values, JsonEquality.Instance);
        foreach (var value in _values)
            _kinds |= KindNames.KindOf(value);
    }

    public override bool Check(in JsonElement value, Evaluator evaluator, EvaluatedParts? parts) =>
        evaluator.TrySpend(JsonEquality.CostOf(value))
        && (_values.Contains(value) || (!evaluator.IsSilent && evaluator.Report(_name, $"is none of the values that are allowed: write {Shown()}")));

    public override JsonKinds KindsAt(PathQuery query, int index) => index == query.Length ? _kinds : JsonKinds.Any;

    // The schema's own values may be shown; those of the data never are.
    private string Shown() =>
        string.Join(" or ", _values.Take(MaxShown).Select(static v => JsonPointer.Show(v.GetRawText()))) + (_values.Count > MaxShown ? $" or one of {_values.Count - MaxShown:N0} others" : string.Empty);
}
