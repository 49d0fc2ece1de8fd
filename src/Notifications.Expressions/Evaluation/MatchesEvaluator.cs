using Notifications.Expressions.Patterns;

namespace Notifications.Expressions.Evaluation;

/// <summary><c>text.matches("constant")</c>: the pattern was compiled with the expression.</summary>
internal sealed class MatchesEvaluator(Evaluator text, LinearPattern pattern, CelPosition position) : Evaluator
{
    public override int Cost => text.Cost + 1;

    public override CelValue Evaluate(ref CelFrame frame)
    {
        var value = text.Evaluate(ref frame);
        if (value.Kind != CelKind.String)
            return value.IsError ? value : CelValue.Failed(new CelError(CelErrorCode.NoSuchOverload, "Only a string matches a pattern.", position));
        var input = value.Text;
        return frame.Charge(pattern.CostOf(input)) ? CelValue.FromBool(pattern.IsMatch(input)) : frame.Spent();
    }
}
