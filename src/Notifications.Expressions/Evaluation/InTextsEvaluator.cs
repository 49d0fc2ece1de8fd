using System.Text;
using Notifications.Expressions.Values;

namespace Notifications.Expressions.Evaluation;

/// <summary><c>x in ["a", "b"]</c> with constants, the most common list of all: a string of JSON is compared where it stands.</summary>
internal sealed class InTextsEvaluator(Evaluator element, string[] texts) : Evaluator
{
    private readonly byte[][] _utf8Texts = Array.ConvertAll(texts, Encoding.UTF8.GetBytes);

    public override int Cost => element.Cost + texts.Length + 1;

    public override CelValue Evaluate(ref CelFrame frame)
    {
        var item = element.Evaluate(ref frame);
        if (item.Kind != CelKind.String)
            return item.IsError ? item : CelValue.FromBool(false);
        if (!frame.Charge(texts.Length))
            return frame.Spent();
        if (item.Content is not string text)
            return CelValue.FromBool(JsonText.IsIn(item.Json, texts, _utf8Texts));
        foreach (var candidate in texts)
        {
            if (string.Equals(candidate, text, StringComparison.Ordinal))
                return CelValue.FromBool(true);
        }

        return CelValue.FromBool(false);
    }
}
