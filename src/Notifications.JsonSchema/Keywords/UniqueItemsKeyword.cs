using System.Text.Json;
using Notifications.JsonSchema.Evaluation;
using Notifications.JsonSchema.Text;

namespace Notifications.JsonSchema.Keywords;

/// <summary><c>uniqueItems</c>.</summary>
internal sealed class UniqueItemsKeyword : Keyword
{
    public override bool Check(in JsonElement value, Evaluator evaluator, EvaluatedParts? parts)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() < 2)
            return true;
        var seen = new HashSet<JsonElement>(JsonEquality.Instance);
        foreach (var item in value.EnumerateArray())
        {
            if (!evaluator.TrySpend(JsonEquality.CostOf(item)))
                return false;
            if (!seen.Add(item))
                return !evaluator.IsSilent && evaluator.Report("uniqueItems", $"has an item twice, the second at {seen.Count}: remove one");
        }

        return true;
    }
}
