using System.Text.Json;
using Notifications.JsonSchema.Evaluation;

namespace Notifications.JsonSchema.Keywords;

/// <summary><c>contains</c> with <c>minContains</c> and <c>maxContains</c>.</summary>
internal sealed class ContainsKeyword(SchemaNode node, long least, long most) : Keyword
{
    public override bool Check(in JsonElement value, Evaluator evaluator, EvaluatedParts? parts)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return true;
        var (found, index) = (0L, 0);
        foreach (var item in value.EnumerateArray())
        {
            if (!evaluator.TrySpend(1))
                return false;
            if (node.EvaluateBranch(item, evaluator, null))
            {
                found++;
                parts?.Add(index);
            }

            index++;
        }

        if (found >= least && found <= most)
            return true;
        return !evaluator.IsSilent && evaluator.Report(
            found < least ? "contains" : "maxContains", $"has {found:N0} items of the kind that is asked for: there must be {(found < least ? $"at least {least:N0}" : $"at most {most:N0}")}");
    }
}
