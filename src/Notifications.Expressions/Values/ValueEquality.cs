using Notifications.Expressions.Evaluation;

namespace Notifications.Expressions.Values;

/// <summary>
/// <c>==</c> as CEL has it: numbers across types, lists and maps by content, everything else false across kinds. NaN equals nothing.
/// </summary>
internal static class ValueEquality
{
    // Deeper values can only come from JSON whose reader was told to accept them.
    private const int MaxDepth = 256;

    /// <summary>The result is meaningless once the budget of <paramref name="frame"/> is spent; its owner looks.</summary>
    public static bool AreEqual(ref CelFrame frame, in CelValue x, in CelValue y, int depth = 0)
    {
        if (x.Kind != y.Kind)
            return x.IsNumber && y.IsNumber && NumberComparison.AreEqual(x, y);
        switch (x.Kind)
        {
            case CelKind.Null:
                return true;
            case CelKind.String:
                return TextEquals(ref frame, x, y);
            case CelKind.Double:
                return x.Real == y.Real;
            case CelKind.Bytes:
                return frame.ChargeFor(((byte[])x.Content!).Length) && ((byte[])x.Content!).AsSpan().SequenceEqual((byte[])y.Content!);
            case CelKind.List:
                return depth < MaxDepth && ListEquals(ref frame, x, y, depth);
            case CelKind.Map:
                return depth < MaxDepth && MapEquals(ref frame, x, y, depth);
            case CelKind.Type:
                return string.Equals((string)x.Content!, (string)y.Content!, StringComparison.Ordinal);
            default:
                return x.Bits == y.Bits && x.Nanos == y.Nanos;
        }
    }

    private static bool TextEquals(ref CelFrame frame, in CelValue x, in CelValue y)
    {
        if (x.Content is string a)
        {
            return y.Content is string b
                ? ReferenceEquals(a, b) || (a.Length == b.Length && frame.ChargeFor(a.Length) && string.Equals(a, b, StringComparison.Ordinal))
                : frame.ChargeFor(a.Length) && JsonText.Equals(y.Json, a);
        }

        var text = y.Text;
        return frame.ChargeFor(text.Length) && JsonText.Equals(x.Json, text);
    }

    private static bool ListEquals(ref CelFrame frame, in CelValue x, in CelValue y, int depth)
    {
        if (ListAccess.Count(x) != ListAccess.Count(y))
            return false;
        var (left, right) = (new ListCursor(x), new ListCursor(y));
        while (left.MoveNext() && right.MoveNext())
        {
            if (!frame.Charge(1) || !AreEqual(ref frame, left.Current, right.Current, depth + 1))
                return false;
        }

        return true;
    }

    private static bool MapEquals(ref CelFrame frame, in CelValue x, in CelValue y, int depth)
    {
        var count = MapAccess.Count(x);
        if (count != MapAccess.Count(y) || !frame.Charge(count))
            return false;
        foreach (var (key, value) in MapAccess.ToArray(x))
        {
            if (!frame.ChargeForLookup(y, 0) || !MapAccess.TryGet(y, key, out var other) || !AreEqual(ref frame, value, other, depth + 1))
                return false;
        }

        return true;
    }
}
