using System.Text.Json;
using Notifications.JsonSchema.Evaluation;

namespace Notifications.JsonSchema.Keywords;

/// <summary><c>prefixItems</c> and <c>items</c>, which is for what the other leaves.</summary>
internal sealed class ItemsKeyword(SchemaNode[] prefix, SchemaNode? rest) : Keyword
{
    public override bool Check(in JsonElement value, Evaluator evaluator, EvaluatedParts? parts)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return true;
        var (isMatch, index) = (true, 0);
        foreach (var item in value.EnumerateArray())
        {
            var node = index < prefix.Length ? prefix[index] : rest;
            if (node is null)
                break;
            if (!evaluator.TrySpend(1))
                return false;
            isMatch &= evaluator.Evaluate(node, item, index);
            parts?.Add(index);
            index++;
            if (!isMatch && (evaluator.IsSilent || evaluator.IsFull))
                return false;
        }

        return isMatch;
    }

    // A list has more than its items: what stands behind its name may be a count, or an item of the language that asks.
    public override JsonKinds KindsAt(PathQuery query, int index)
    {
        if (index == query.Length || !int.TryParse(query[index], System.Globalization.CultureInfo.InvariantCulture, out var item) || item < 0)
            return JsonKinds.Any;
        return (item < prefix.Length ? prefix[item] : rest)?.KindsAt(query, index + 1) ?? JsonKinds.Any;
    }

    public override void CollectNames(PathQuery query, int index)
    {
        if (index < query.Length && int.TryParse(query[index], System.Globalization.CultureInfo.InvariantCulture, out var item) && item >= 0)
            (item < prefix.Length ? prefix[item] : rest)?.CollectNames(query, index + 1);
    }
}
