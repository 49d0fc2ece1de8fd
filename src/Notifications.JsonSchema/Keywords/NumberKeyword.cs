using System.Text.Json;
using Notifications.JsonSchema.Evaluation;
using Notifications.JsonSchema.Text;

namespace Notifications.JsonSchema.Keywords;

/// <summary><c>minimum</c>, <c>exclusiveMinimum</c>, <c>maximum</c>, <c>exclusiveMaximum</c> and <c>multipleOf</c>.</summary>
internal sealed class NumberKeyword(string name, SchemaNumber limit) : Keyword
{
    public override bool Check(in JsonElement value, Evaluator evaluator, EvaluatedParts? parts)
    {
        if (value.ValueKind != JsonValueKind.Number)
            return true;
        var number = SchemaNumber.Of(value);
        var isMatch = name switch
        {
            "minimum" => number.CompareTo(limit) >= 0,
            "exclusiveMinimum" => number.CompareTo(limit) > 0,
            "maximum" => number.CompareTo(limit) <= 0,
            "exclusiveMaximum" => number.CompareTo(limit) < 0,
            _ => number.IsMultipleOf(limit),
        };
        return isMatch || (!evaluator.IsSilent && evaluator.Report(name, Message()));
    }

    private string Message() => name switch
    {
        "minimum" => $"is too small: write {limit} or more",
        "exclusiveMinimum" => $"is too small: write more than {limit}",
        "maximum" => $"is too large: write {limit} or less",
        "exclusiveMaximum" => $"is too large: write less than {limit}",
        _ => $"is no multiple of {limit}",
    };
}
