using Notifications.Expressions.Evaluation;
using Notifications.Expressions.Syntax;

namespace Notifications.Expressions.Binding;

/// <summary>What is certain about types before an expression runs. In doubt a type is <see cref="CelType.Dyn"/> and the run decides.</summary>
internal static class TypeRules
{
    public static CelType Of(CelKind kind) => kind switch
    {
        CelKind.Bool => CelType.Bool,
        CelKind.Int => CelType.Int,
        CelKind.UInt => CelType.UInt,
        CelKind.Double => CelType.Double,
        CelKind.String => CelType.String,
        CelKind.Bytes => CelType.Bytes,
        CelKind.Null => CelType.Null,
        CelKind.Timestamp => CelType.Timestamp,
        CelKind.Duration => CelType.Duration,
        CelKind.Type => CelType.Type,
        CelKind.List => CelType.AnyList,
        CelKind.Map => CelType.AnyMap,
        _ => CelType.Dyn,
    };

    /// <summary>The type that all have; dyn where they differ.</summary>
    public static CelType Common(ReadOnlySpan<Bound> items)
    {
        if (items.IsEmpty)
            return CelType.Dyn;
        var common = items[0].Type;
        foreach (var item in items)
        {
            if (item.Type.Kind != common.Kind)
                return CelType.Dyn;
            if (!ReferenceEquals(item.Type, common) && common.Kind is CelKind.List or CelKind.Map)
                common = Of(common.Kind!.Value);
        }

        return common;
    }

    public static bool Accepts(CelType parameter, CelType argument) =>
        parameter.IsDyn || argument.IsDyn
        || (parameter.Kind == argument.Kind && (parameter.Element is null || Accepts(parameter.Element, argument.Element!)));

    public static bool HaveEquality(CelType x, CelType y) =>
        x.IsDyn || y.IsDyn || x.Kind == y.Kind || x.Kind == CelKind.Null || y.Kind == CelKind.Null || (x.IsNumber && y.IsNumber);

    public static bool HaveOrder(CelType x, CelType y) =>
        (x.IsNumber || x.IsDyn) && (y.IsNumber || y.IsDyn)
        || (IsOrdered(x) && IsOrdered(y) && (x.IsDyn || y.IsDyn || x.Kind == y.Kind));

    /// <summary>The type of an arithmetic result; <see langword="null"/> where no overload can fit.</summary>
    public static CelType? Arithmetic(ArithmeticOperator operation, CelType x, CelType y)
    {
        if (x.IsDyn || y.IsDyn)
            return CanCompute(operation, x) && CanCompute(operation, y) ? CelType.Dyn : null;
        return (operation, x.Kind, y.Kind) switch
        {
            (ArithmeticOperator.Remainder, CelKind.Double, _) => null,
            (_, CelKind.Int or CelKind.UInt or CelKind.Double, _) => x.Kind == y.Kind ? x : null,
            (ArithmeticOperator.Add, CelKind.String or CelKind.Bytes, _) => x.Kind == y.Kind ? x : null,
            (ArithmeticOperator.Add, CelKind.List, CelKind.List) => x.Element!.Kind == y.Element!.Kind ? x : CelType.AnyList,
            (ArithmeticOperator.Add, CelKind.Timestamp, CelKind.Duration) => CelType.Timestamp,
            (ArithmeticOperator.Add, CelKind.Duration, CelKind.Timestamp) => CelType.Timestamp,
            (ArithmeticOperator.Add or ArithmeticOperator.Subtract, CelKind.Duration, CelKind.Duration) => CelType.Duration,
            (ArithmeticOperator.Subtract, CelKind.Timestamp, CelKind.Duration) => CelType.Timestamp,
            (ArithmeticOperator.Subtract, CelKind.Timestamp, CelKind.Timestamp) => CelType.Duration,
            _ => null,
        };
    }

    /// <summary>What <c>in</c>, an index or a macro finds in a container; <see langword="null"/> where it is none.</summary>
    public static CelType? KeyOf(CelType container, bool ofMapOnly = false) => container.Kind switch
    {
        null => CelType.Dyn,
        CelKind.Map => container.Key,
        CelKind.List when !ofMapOnly => container.Element,
        _ => null,
    };

    public static ArithmeticOperator? ArithmeticOf(TokenKind operation) => operation switch
    {
        TokenKind.Plus => ArithmeticOperator.Add,
        TokenKind.Minus => ArithmeticOperator.Subtract,
        TokenKind.Star => ArithmeticOperator.Multiply,
        TokenKind.Slash => ArithmeticOperator.Divide,
        TokenKind.Percent => ArithmeticOperator.Remainder,
        _ => null,
    };

    private static bool IsOrdered(CelType type) =>
        type.Kind is null or CelKind.Bool or CelKind.String or CelKind.Bytes or CelKind.Timestamp or CelKind.Duration;

    private static bool CanCompute(ArithmeticOperator operation, CelType type) => type.Kind switch
    {
        null or CelKind.Int or CelKind.UInt => true,
        CelKind.Double => operation != ArithmeticOperator.Remainder,
        CelKind.String or CelKind.Bytes or CelKind.List => operation == ArithmeticOperator.Add,
        CelKind.Timestamp or CelKind.Duration => operation is ArithmeticOperator.Add or ArithmeticOperator.Subtract,
        _ => false,
    };
}
