using Notifications.Expressions.Evaluation;
using Notifications.Expressions.Values;

namespace Notifications.Expressions.Functions;

/// <summary>Timestamps and durations; whatever else reaches this has no overload.</summary>
internal static class TimeArithmetic
{
    public static CelValue Apply(ArithmeticOperator operation, in CelValue x, in CelValue y) => (operation, x.Kind, y.Kind) switch
    {
        (ArithmeticOperator.Add, CelKind.Timestamp, CelKind.Duration) => TimestampMath.Timestamp(TimestampMath.Nanos(x) + y.Bits),
        (ArithmeticOperator.Add, CelKind.Duration, CelKind.Timestamp) => TimestampMath.Timestamp(TimestampMath.Nanos(y) + x.Bits),
        (ArithmeticOperator.Add, CelKind.Duration, CelKind.Duration) => TimestampMath.Duration((Int128)x.Bits + y.Bits),
        (ArithmeticOperator.Subtract, CelKind.Timestamp, CelKind.Duration) => TimestampMath.Timestamp(TimestampMath.Nanos(x) - y.Bits),
        (ArithmeticOperator.Subtract, CelKind.Timestamp, CelKind.Timestamp) =>
            TimestampMath.Duration(TimestampMath.Nanos(x) - TimestampMath.Nanos(y)),
        (ArithmeticOperator.Subtract, CelKind.Duration, CelKind.Duration) => TimestampMath.Duration((Int128)x.Bits - y.Bits),
        _ => CelValue.Failed(CelErrorCode.NoSuchOverload, $"Values of the kinds {x.Kind} and {y.Kind} have no operator '{Symbol(operation)}'."),
    };

    private static char Symbol(ArithmeticOperator operation) => "+-*/%"[(int)operation];
}
