using System.Text;
using System.Text.Json;
using Notifications.JsonSchema.Evaluation;
using Notifications.JsonSchema.Text;

namespace Notifications.JsonSchema.Keywords;

/// <summary><c>required</c>, and one entry of <c>dependentRequired</c>.</summary>
/// <param name="trigger">The member whose presence requires the others; null when they are always.</param>
/// <param name="names">The names.</param>
internal sealed class RequiredKeyword(string? trigger, string[] names) : Keyword
{
    private readonly byte[][] _names = Array.ConvertAll(names, Encoding.UTF8.GetBytes);

    public override bool Check(in JsonElement value, Evaluator evaluator, EvaluatedParts? parts)
    {
        if (value.ValueKind != JsonValueKind.Object || (trigger is not null && !value.TryGetProperty(trigger, out _)))
            return true;
        if (!evaluator.TrySpend(1 + (_names.Length * value.GetPropertyCount() / 16)))
            return false;
        var isMatch = true;
        for (var i = 0; i < _names.Length && (isMatch || !(evaluator.IsSilent || evaluator.IsFull)); i++)
        {
            if (!value.TryGetProperty(_names[i], out _))
                isMatch = !evaluator.IsSilent && evaluator.Report(trigger is null ? "required" : "dependentRequired", Message(names[i]));
        }

        return isMatch;
    }

    private string Message(string name) => trigger is null
        ? $"lacks '{JsonPointer.Show(name)}': add it"
        : $"has '{JsonPointer.Show(trigger)}', but lacks '{JsonPointer.Show(name)}': add it";
}
