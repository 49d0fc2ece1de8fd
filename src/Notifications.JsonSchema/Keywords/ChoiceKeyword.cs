using System.Text.Json;
using Notifications.JsonSchema.Evaluation;

namespace Notifications.JsonSchema.Keywords;

/// <summary><c>anyOf</c> and <c>oneOf</c>.</summary>
internal sealed class ChoiceKeyword(SchemaNode[] nodes, bool isOne) : Keyword
{
    public override IEnumerable<SchemaNode> InPlace => nodes;

    public override bool Check(in JsonElement value, Evaluator evaluator, EvaluatedParts? parts)
    {
        var found = 0;
        foreach (var node in nodes)
        {
            if (node.EvaluateBranch(value, evaluator, parts))
                found++;

            // What a later alternative looks at counts as well.
            if (isOne ? found > 1 : found > 0 && parts is null)
                break;
        }

        if (isOne ? found == 1 : found > 0)
            return true;
        return !evaluator.IsSilent && evaluator.Report(
            isOne ? "oneOf" : "anyOf", found == 0 ? $"is none of the {nodes.Length} alternatives that are allowed" : "is several of the alternatives of which it may be one only");
    }

    public override JsonKinds KindsAt(PathQuery query, int index)
    {
        var kinds = JsonKinds.None;
        foreach (var node in nodes)
            kinds |= node.KindsAt(query, index);
        return kinds;
    }

    public override void CollectNames(PathQuery query, int index)
    {
        foreach (var node in nodes)
            node.CollectNames(query, index);
    }
}
