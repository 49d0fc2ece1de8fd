using System.Text.Json;
using Notifications.JsonSchema.Evaluation;

namespace Notifications.JsonSchema.Keywords;

/// <summary><c>if</c>, <c>then</c> and <c>else</c>.</summary>
internal sealed class IfKeyword(SchemaNode condition, SchemaNode? then, SchemaNode? otherwise) : Keyword
{
    public override IEnumerable<SchemaNode> InPlace => new[] { condition, then, otherwise }.OfType<SchemaNode>();

    public override bool Check(in JsonElement value, Evaluator evaluator, EvaluatedParts? parts)
    {
        var branch = condition.EvaluateBranch(value, evaluator, parts) ? then : otherwise;
        return branch is null || branch.Evaluate(value, evaluator, parts);
    }

    public override JsonKinds KindsAt(PathQuery query, int index) =>
        (then?.KindsAt(query, index) ?? JsonKinds.Any) | (otherwise?.KindsAt(query, index) ?? JsonKinds.Any);

    public override void CollectNames(PathQuery query, int index)
    {
        condition.CollectNames(query, index);
        then?.CollectNames(query, index);
        otherwise?.CollectNames(query, index);
    }
}
