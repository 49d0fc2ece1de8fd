using System.Text.Json;
using Notifications.JsonSchema.Evaluation;

namespace Notifications.JsonSchema.Keywords;

/// <summary><c>allOf</c>.</summary>
internal sealed class AllOfKeyword(SchemaNode[] nodes) : Keyword
{
    public override IEnumerable<SchemaNode> InPlace => nodes;

    public override bool Check(in JsonElement value, Evaluator evaluator, EvaluatedParts? parts)
    {
        var isMatch = true;
        foreach (var node in nodes)
        {
            isMatch &= node.Evaluate(value, evaluator, parts);
            if (!isMatch && (evaluator.IsSilent || evaluator.IsFull))
                return false;
        }

        return isMatch;
    }

    public override JsonKinds KindsAt(PathQuery query, int index)
    {
        var kinds = JsonKinds.Any;
        foreach (var node in nodes)
            kinds &= node.KindsAt(query, index);
        return kinds;
    }

    public override void CollectNames(PathQuery query, int index)
    {
        foreach (var node in nodes)
            node.CollectNames(query, index);
    }
}
