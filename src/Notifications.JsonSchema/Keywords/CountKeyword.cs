using System.Text.Json;
using Notifications.JsonSchema.Evaluation;
using Notifications.JsonSchema.Text;

namespace Notifications.JsonSchema.Keywords;

/// <summary><c>minLength</c>, <c>maxLength</c>, <c>minItems</c>, <c>maxItems</c>, <c>minProperties</c> and <c>maxProperties</c>.</summary>
internal sealed class CountKeyword(string name, long limit) : Keyword
{
    private readonly bool _isLeast = name.StartsWith("min", StringComparison.Ordinal);

    private readonly JsonValueKind _kind = name.EndsWith("Length", StringComparison.Ordinal) ? JsonValueKind.String
        : name.EndsWith("Items", StringComparison.Ordinal) ? JsonValueKind.Array : JsonValueKind.Object;

    public override bool Check(in JsonElement value, Evaluator evaluator, EvaluatedParts? parts)
    {
        if (value.ValueKind != _kind)
            return true;
        var count = _kind switch
        {
            JsonValueKind.String => CodePoints.Count(value),
            JsonValueKind.Array => value.GetArrayLength(),
            _ => value.GetPropertyCount(),
        };
        return (_isLeast ? count >= limit : count <= limit) || (!evaluator.IsSilent && evaluator.Report(
            name, $"has {count:N0} {What()}: write {(_isLeast ? "at least" : "at most")} {limit:N0}"));
    }

    private string What() => _kind switch
    {
        JsonValueKind.String => "characters",
        JsonValueKind.Array => "items",
        _ => "members",
    };
}
