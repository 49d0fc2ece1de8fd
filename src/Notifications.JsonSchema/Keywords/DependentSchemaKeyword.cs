using System.Text.Json;
using Notifications.JsonSchema.Evaluation;

namespace Notifications.JsonSchema.Keywords;

/// <summary>One entry of <c>dependentSchemas</c>.</summary>
internal sealed class DependentSchemaKeyword(string trigger, SchemaNode node) : Keyword
{
    public override IEnumerable<SchemaNode> InPlace => [node];

    public override bool Check(in JsonElement value, Evaluator evaluator, EvaluatedParts? parts) =>
        value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(trigger, out _) || node.Evaluate(value, evaluator, parts);

    public override void CollectNames(PathQuery query, int index) => node.CollectNames(query, index);
}
