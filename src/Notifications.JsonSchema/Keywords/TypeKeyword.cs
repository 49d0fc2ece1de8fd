using System.Text.Json;
using Notifications.JsonSchema.Evaluation;
using Notifications.JsonSchema.Text;

namespace Notifications.JsonSchema.Keywords;

/// <summary><c>type</c>.</summary>
internal sealed class TypeKeyword(JsonKinds kinds) : Keyword
{
    public override bool Check(in JsonElement value, Evaluator evaluator, EvaluatedParts? parts)
    {
        var kind = KindNames.KindOf(value);
        return (kinds & kind) != 0 || (!evaluator.IsSilent && evaluator.Report("type", $"is {KindNames.Describe(kind)}: write {KindNames.List(kinds)}"));
    }

    public override JsonKinds KindsAt(PathQuery query, int index) =>
        index == query.Length ? kinds : (kinds & (JsonKinds.Object | JsonKinds.List)) == 0 ? JsonKinds.None : JsonKinds.Any;
}
