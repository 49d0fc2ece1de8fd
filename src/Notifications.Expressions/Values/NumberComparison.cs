namespace Notifications.Expressions.Values;

/// <summary>Compares <c>int</c>, <c>uint</c> and <c>double</c> by what they are worth, without a lossy conversion.</summary>
internal static class NumberComparison
{
    // The edges as doubles; both are exact powers of two.
    private const double IntEdge = 9223372036854775808.0;
    private const double UIntEdge = 18446744073709551616.0;

    public static bool AreEqual(in CelValue x, in CelValue y) => (x.Kind, y.Kind) switch
    {
        (CelKind.Double, CelKind.Double) => x.Real == y.Real,
        (CelKind.Double, _) => IsEqual(x.Real, y),
        (_, CelKind.Double) => IsEqual(y.Real, x),
        (CelKind.Int, CelKind.UInt) or (CelKind.UInt, CelKind.Int) => x.Bits == y.Bits && x.Bits >= 0,
        _ => x.Bits == y.Bits,
    };

    /// <summary>The order of two numbers; <see langword="null"/> where one is NaN.</summary>
    public static int? Order(in CelValue x, in CelValue y)
    {
        if (x.Kind == y.Kind)
        {
            return x.Kind switch
            {
                CelKind.Int => x.Bits.CompareTo(y.Bits),
                CelKind.UInt => x.Unsigned.CompareTo(y.Unsigned),
                _ => double.IsNaN(x.Real) || double.IsNaN(y.Real) ? null : x.Real.CompareTo(y.Real),
            };
        }

        if (x.Kind == CelKind.Double)
            return Order(x.Real, y);
        if (y.Kind == CelKind.Double)
            return -Order(y.Real, x);
        return x.Kind == CelKind.Int
            ? x.Bits < 0 ? -1 : x.Unsigned.CompareTo(y.Unsigned)
            : y.Bits < 0 ? 1 : x.Unsigned.CompareTo(y.Unsigned);
    }

    private static bool IsEqual(double real, in CelValue whole)
    {
        if (whole.Kind == CelKind.Int)
            return real is >= -IntEdge and < IntEdge && (long)real == whole.Bits && Math.Truncate(real) == real;
        return real is >= 0 and < UIntEdge && (ulong)real == whole.Unsigned && Math.Truncate(real) == real;
    }

    // 2^63 orders as equal to the greatest int and 2^64 to the greatest uint: the conformance suite wants it, since those are the doubles that
    // the two round to. Everywhere else the order is exact.
    private static int? Order(double real, in CelValue whole)
    {
        if (double.IsNaN(real))
            return null;
        var (low, edge) = whole.Kind == CelKind.Int ? (-IntEdge, IntEdge) : (0d, UIntEdge);
        if (real < low)
            return -1;
        if (real > edge)
            return 1;
        if (real == edge)
            return whole.Bits == (whole.Kind == CelKind.Int ? long.MaxValue : -1) ? 0 : 1;
        var truncated = Math.Truncate(real);
        var order = whole.Kind == CelKind.Int ? ((long)truncated).CompareTo(whole.Bits) : ((ulong)truncated).CompareTo(whole.Unsigned);
        return order != 0 ? order : real.CompareTo(truncated);
    }
}
