using System.Text.Json;
using Notifications.JsonSchema.Evaluation;
using Notifications.JsonSchema.Text;

namespace Notifications.JsonSchema.Keywords;

/// <summary><c>properties</c>, <c>patternProperties</c> and <c>additionalProperties</c>, which is for what the others leave.</summary>
internal sealed class PropertiesKeyword(Dictionary<string, SchemaNode> declared, (LinearPattern Pattern, SchemaNode Node)[] patterns, SchemaNode? additional) : Keyword
{
    private readonly MemberNames _names = new(declared);

    public override bool Check(in JsonElement value, Evaluator evaluator, EvaluatedParts? parts)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return true;
        var (isMatch, index) = (true, 0);
        foreach (var member in value.EnumerateObject())
        {
            isMatch &= CheckMember(member, index++, evaluator, parts);
            if (!isMatch && (evaluator.IsSilent || evaluator.IsFull))
                return false;
        }

        return isMatch;
    }

    private bool CheckMember(in JsonProperty member, int index, Evaluator evaluator, EvaluatedParts? parts)
    {
        if (!evaluator.TrySpend(1))
            return false;
        var (isMatch, isKnown) = (true, false);
        if (_names.Find(member) is { } node)
        {
            isKnown = true;
            isMatch = evaluator.Evaluate(node, member);
        }

        foreach (var (pattern, matched) in patterns)
        {
            if (!pattern.IsMatch(member.Name, evaluator))
                continue;
            isKnown = true;
            isMatch &= evaluator.Evaluate(matched, member);
        }

        if (!isKnown && additional is not null)
        {
            isKnown = true;
            isMatch = additional.IsNever ? !evaluator.IsSilent && evaluator.Report(member, "additionalProperties", Undeclared(member.Name)) : evaluator.Evaluate(additional, member);
        }

        if (isKnown)
            parts?.Add(index);
        return isMatch;
    }

    public override JsonKinds KindsAt(PathQuery query, int index)
    {
        if (index == query.Length)
            return JsonKinds.Any;
        var (kinds, isKnown) = (JsonKinds.Any, false);
        if (declared.TryGetValue(query[index], out var node))
            (kinds, isKnown) = (node.KindsAt(query, index + 1), true);
        foreach (var (pattern, matched) in patterns)
        {
            if (pattern.IsMatch(query[index], new Evaluator(0)))
                (kinds, isKnown) = (kinds & matched.KindsAt(query, index + 1), true);
        }

        return isKnown || additional is null ? kinds : additional.KindsAt(query, index + 1);
    }

    public override void CollectNames(PathQuery query, int index)
    {
        if (index == query.Length)
        {
            query.Names.UnionWith(declared.Keys);
            query.HasOthers |= patterns.Length > 0 || additional is { IsNever: false };
            return;
        }

        if (declared.TryGetValue(query[index], out var node))
            node.CollectNames(query, index + 1);
        else if (additional is not null)
            additional.CollectNames(query, index + 1);
    }

    private string Undeclared(string name) => UndeclaredText.Of(name, declared.Keys);
}
