using Notifications.Expressions.Functions;

namespace Notifications.Expressions.Evaluation;

/// <summary>A call of a function or a method; the receiver is the first argument.</summary>
internal sealed class FunctionEvaluator(string name, Overload[] overloads, Evaluator[] arguments, CelPosition position) : Evaluator
{
    public override int Cost => arguments.Sum(static a => a.Cost) + 1;

    public override CelValue Evaluate(ref CelFrame frame)
    {
        var room = default(CelArguments);
        Span<CelValue> values = room;
        values = values[..arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            values[i] = arguments[i].Evaluate(ref frame);
            if (values[i].IsError)
                return values[i];
            if (!TryPay(ref frame, ref values[i]))
                return frame.Spent();
        }

        foreach (var overload in overloads)
        {
            if (!overload.Takes(values))
                continue;
            var result = overload.Body(ref frame, values);
            if (frame.IsSpent)
                result = frame.Spent();
            return result.IsError ? CelValue.Failed(result.ErrorOrNull!.At(position)) : result;
        }

        return CelValue.Failed(new CelError(CelErrorCode.NoSuchOverload, $"No overload of '{name}' takes arguments of these types.", position));
    }

    // Functions read their strings whole, some more than once: a string of JSON is made here, once.
    private static bool TryPay(ref CelFrame frame, ref CelValue value)
    {
        if (value.Kind != CelKind.String)
            return value.Kind != CelKind.Bytes || frame.ChargeFor(((byte[])value.Content!).Length);
        var text = value.Text;
        if (value.Content is null)
            value = CelValue.FromString(text);
        return frame.ChargeFor(text.Length);
    }
}
