using System.Text;
using System.Text.Json;
using Notifications.JsonSchema.Evaluation;
using Notifications.JsonSchema.Text;

namespace Notifications.JsonSchema.Keywords;

/// <summary><c>propertyNames</c>.</summary>
internal sealed class PropertyNamesKeyword(SchemaNode node) : Keyword
{
    public override bool Check(in JsonElement value, Evaluator evaluator, EvaluatedParts? parts)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return true;
        var isMatch = true;
        foreach (var member in value.EnumerateObject())
        {
            evaluator.Silence++;
            var fits = node.Evaluate(NameOf(member.Name), evaluator, null);
            evaluator.Silence--;
            if (fits)
                continue;
            isMatch = false;
            if (evaluator.IsSilent || evaluator.IsFull)
                return false;
            evaluator.Report(member, "propertyNames", "has a name that is not allowed: rename it");
        }

        return isMatch;
    }

    private static JsonElement NameOf(string name)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(name)}\""));
        return JsonElement.ParseValue(ref reader);
    }
}
