using System.Text.Json;
using Notifications.JsonSchema.Evaluation;
using Notifications.JsonSchema.Text;

namespace Notifications.JsonSchema.Keywords;

/// <summary><c>pattern</c>.</summary>
internal sealed class PatternKeyword(LinearPattern pattern) : Keyword
{
    public override bool Check(in JsonElement value, Evaluator evaluator, EvaluatedParts? parts) =>
        value.ValueKind != JsonValueKind.String || pattern.IsMatch(value.GetString()!, evaluator)
        || (!evaluator.IsSilent && evaluator.Report("pattern", $"does not look like {JsonPointer.Show(pattern.Source)}"));
}
