namespace Notifications.Expressions.Evaluation;

/// <summary><c>[a, b]</c>.</summary>
internal sealed class ListEvaluator(Evaluator[] elements) : Evaluator
{
    public override int Cost => elements.Sum(static e => e.Cost) + 1;

    public override CelValue Evaluate(ref CelFrame frame)
    {
        var values = new CelValue[elements.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = elements[i].Evaluate(ref frame);
            if (values[i].IsError)
                return values[i];
        }

        return CelValue.FromList(values);
    }
}
