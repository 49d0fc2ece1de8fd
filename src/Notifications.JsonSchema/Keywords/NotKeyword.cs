using System.Text.Json;
using Notifications.JsonSchema.Evaluation;

namespace Notifications.JsonSchema.Keywords;

/// <summary><c>not</c>.</summary>
internal sealed class NotKeyword(SchemaNode node) : Keyword
{
    public override IEnumerable<SchemaNode> InPlace => [node];

    // What it looks at is looked at by nobody: the schema must not match.
    public override bool Check(in JsonElement value, Evaluator evaluator, EvaluatedParts? parts) =>
        !node.EvaluateBranch(value, evaluator, null) || (!evaluator.IsSilent && evaluator.Report("not", "is what it must not be"));
}
