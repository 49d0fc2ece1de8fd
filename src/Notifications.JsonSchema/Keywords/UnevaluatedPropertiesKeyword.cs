using System.Text.Json;
using Notifications.JsonSchema.Evaluation;
using Notifications.JsonSchema.Text;

namespace Notifications.JsonSchema.Keywords;

/// <summary><c>unevaluatedProperties</c>.</summary>
/// <param name="owner">The schema that it stands in.</param>
/// <param name="node">What is asked of the members that nothing else in the owner looks at.</param>
internal sealed class UnevaluatedPropertiesKeyword(SchemaNode owner, SchemaNode node) : Keyword
{
    public override bool IsLast => true;

    public override bool Check(in JsonElement value, Evaluator evaluator, EvaluatedParts? parts)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return true;
        var (isMatch, index) = (true, 0);
        foreach (var member in value.EnumerateObject())
        {
            if (!parts!.Contains(index))
            {
                isMatch &= node.IsNever ? !evaluator.IsSilent && evaluator.Report(member, "unevaluatedProperties", Undeclared(member.Name)) : evaluator.Evaluate(node, member);
                parts.Add(index);
                if (!isMatch && (evaluator.IsSilent || evaluator.IsFull))
                    return false;
            }

            index++;
        }

        return isMatch;
    }

    public override JsonKinds KindsAt(PathQuery query, int index)
    {
        if (index == query.Length)
            return JsonKinds.Any;
        var here = NamesOfOwner(query, index);
        return here.HasOthers || here.Names.Contains(query[index]) ? JsonKinds.Any : node.KindsAt(query, index + 1);
    }

    private string Undeclared(string name) => UndeclaredText.Of(name, NamesOfOwner(new PathQuery([], 0, new QueryBudget()), 0).Names);

    private PathQuery NamesOfOwner(PathQuery query, int index)
    {
        var here = query.To(index);
        foreach (var keyword in owner.Keywords)
        {
            if (keyword != this)
                keyword.CollectNames(here, index);
        }

        return here;
    }
}
