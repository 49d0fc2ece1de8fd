using Notifications.Expressions.Evaluation;

namespace Notifications.Expressions.Functions;

/// <summary>Whole numbers: every overflow and every division by zero is an error.</summary>
internal static class IntArithmetic
{
    private static readonly CelValue s_overflow = CelValue.Failed(CelErrorCode.Overflow, "The result is out of the range of its type.");
    private static readonly CelValue s_divideByZero = CelValue.Failed(CelErrorCode.DivideByZero, "Division by zero.");

    public static CelValue Apply(ArithmeticOperator operation, long x, long y)
    {
        switch (operation)
        {
            case ArithmeticOperator.Add:
                var sum = unchecked(x + y);
                return ((x ^ sum) & (y ^ sum)) < 0 ? s_overflow : CelValue.FromInt(sum);
            case ArithmeticOperator.Subtract:
                var difference = unchecked(x - y);
                return ((x ^ y) & (x ^ difference)) < 0 ? s_overflow : CelValue.FromInt(difference);
            case ArithmeticOperator.Multiply:
                var product = (Int128)x * y;
                return product < long.MinValue || product > long.MaxValue ? s_overflow : CelValue.FromInt((long)product);
            case var _ when y == 0:
                return s_divideByZero;
            case ArithmeticOperator.Divide:
                return x == long.MinValue && y == -1 ? s_overflow : CelValue.FromInt(x / y);
            default:
                return CelValue.FromInt(y == -1 ? 0 : x % y);
        }
    }

    public static CelValue Apply(ArithmeticOperator operation, ulong x, ulong y)
    {
        switch (operation)
        {
            case ArithmeticOperator.Add:
                return x > ulong.MaxValue - y ? s_overflow : CelValue.FromUInt(x + y);
            case ArithmeticOperator.Subtract:
                return x < y ? s_overflow : CelValue.FromUInt(x - y);
            case ArithmeticOperator.Multiply:
                return Math.BigMul(x, y, out var low) != 0 ? s_overflow : CelValue.FromUInt(low);
            case var _ when y == 0:
                return s_divideByZero;
            case ArithmeticOperator.Divide:
                return CelValue.FromUInt(x / y);
            default:
                return CelValue.FromUInt(x % y);
        }
    }
}
