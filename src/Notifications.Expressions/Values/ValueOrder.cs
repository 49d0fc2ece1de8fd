namespace Notifications.Expressions.Values;

/// <summary><c>&lt; &lt;= &gt; &gt;=</c>: numbers among each other, else only values of one kind.</summary>
internal static class ValueOrder
{
    /// <summary>
    /// Whether the two have an order at all. <paramref name="order"/> is <see langword="null"/> where a NaN makes each comparison false.
    /// </summary>
    public static bool TryCompare(in CelValue x, in CelValue y, out int? order)
    {
        order = null;
        if (x.IsNumber && y.IsNumber)
        {
            order = NumberComparison.Order(x, y);
            return true;
        }

        if (x.Kind != y.Kind)
            return false;
        switch (x.Kind)
        {
            case CelKind.Bool or CelKind.Duration:
                order = x.Bits.CompareTo(y.Bits);
                return true;
            case CelKind.String:
                order = CodePoints.Compare(x.Text, y.Text);
                return true;
            case CelKind.Bytes:
                order = ((byte[])x.Content!).AsSpan().SequenceCompareTo((byte[])y.Content!);
                return true;
            case CelKind.Timestamp:
                order = TimestampMath.Order(x, y);
                return true;
            default:
                return false;
        }
    }
}
