using System.Text.Json;
using Notifications.JsonSchema.Evaluation;

namespace Notifications.JsonSchema.Keywords;

/// <summary><c>$ref</c>.</summary>
internal sealed class RefKeyword : Keyword
{
    /// <summary>The schema that is meant; known when all were read.</summary>
    public SchemaNode Target { get; set; } = null!;

    public override IEnumerable<SchemaNode> InPlace => [Target];

    public override bool Check(in JsonElement value, Evaluator evaluator, EvaluatedParts? parts) => Target.Evaluate(value, evaluator, parts);

    public override JsonKinds KindsAt(PathQuery query, int index) => Target.KindsAt(query, index);

    public override void CollectNames(PathQuery query, int index) => Target.CollectNames(query, index);
}
