using System.Text.Json;
using Notifications.JsonSchema.Evaluation;

namespace Notifications.JsonSchema.Keywords;

/// <summary><c>unevaluatedItems</c>.</summary>
internal sealed class UnevaluatedItemsKeyword(SchemaNode node) : Keyword
{
    public override bool IsLast => true;

    public override bool Check(in JsonElement value, Evaluator evaluator, EvaluatedParts? parts)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return true;
        var (isMatch, index) = (true, 0);
        foreach (var item in value.EnumerateArray())
        {
            if (!parts!.Contains(index))
            {
                isMatch &= evaluator.Evaluate(node, item, index);
                parts.Add(index);
                if (!isMatch && (evaluator.IsSilent || evaluator.IsFull))
                    return false;
            }

            index++;
        }

        return isMatch;
    }
}
