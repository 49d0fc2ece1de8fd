using Notifications.Expressions.Functions;

namespace Notifications.Expressions.Evaluation;

/// <summary><c>+ - * / %</c>.</summary>
internal sealed class ArithmeticEvaluator(ArithmeticOperator operation, Evaluator left, Evaluator right, CelPosition position) : Evaluator
{
    public override int Cost => left.Cost + right.Cost + 1;

    public override CelValue Evaluate(ref CelFrame frame)
    {
        var x = left.Evaluate(ref frame);
        if (x.IsError)
            return x;
        var y = right.Evaluate(ref frame);
        if (y.IsError)
            return y;
        var result = (x.Kind, y.Kind) switch
        {
            (CelKind.Int, CelKind.Int) => IntArithmetic.Apply(operation, x.Bits, y.Bits),
            (CelKind.UInt, CelKind.UInt) => IntArithmetic.Apply(operation, x.Unsigned, y.Unsigned),
            (CelKind.Double, CelKind.Double) when operation != ArithmeticOperator.Remainder =>
                CelValue.FromDouble(DoubleArithmetic(x.Real, y.Real)),
            _ when operation == ArithmeticOperator.Add && x.Kind == y.Kind && x.Kind is CelKind.String or CelKind.Bytes or CelKind.List =>
                Concatenation.Apply(ref frame, x, y),
            _ => TimeArithmetic.Apply(operation, x, y),
        };
        return result.IsError ? CelValue.Failed(result.ErrorOrNull!.At(position)) : result;
    }

    private double DoubleArithmetic(double x, double y) => operation switch
    {
        ArithmeticOperator.Add => x + y,
        ArithmeticOperator.Subtract => x - y,
        ArithmeticOperator.Multiply => x * y,
        _ => x / y,
    };
}
