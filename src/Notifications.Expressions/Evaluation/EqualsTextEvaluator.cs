using Notifications.Expressions.Values;

namespace Notifications.Expressions.Evaluation;

/// <summary><c>x == "constant"</c> and <c>!=</c>, the most common comparisons of all.</summary>
internal sealed class EqualsTextEvaluator(Evaluator operand, string text, bool negate) : Evaluator
{
    public override int Cost => operand.Cost + 1 + (text.Length >> 4);

    public override CelValue Evaluate(ref CelFrame frame)
    {
        var value = operand.Evaluate(ref frame);
        if (value.Kind != CelKind.String)
            return value.IsError ? value : CelValue.FromBool(negate);
        var equal = value.Content is string other ? string.Equals(other, text, StringComparison.Ordinal) : JsonText.Equals(value.Json, text);
        return CelValue.FromBool(equal != negate);
    }
}
