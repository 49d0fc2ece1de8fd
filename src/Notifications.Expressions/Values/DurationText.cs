using System.Globalization;

namespace Notifications.Expressions.Values;

/// <summary>Durations: read as <c>1h30m</c>, <c>-1.5s</c>, <c>300ms</c>; written in seconds, as <c>5400s</c>.</summary>
internal static class DurationText
{
    // A longer one only repeats itself.
    private const int MaxLength = 128;

    private static readonly (string Name, long Nanos)[] s_units =
    [
        ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000),
        ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
    ];

    public static string Write(in CelValue duration)
    {
        var (seconds, nanos) = Math.DivRem(duration.Bits, 1_000_000_000);
        var sign = duration.Bits < 0 && seconds == 0 ? "-" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{seconds}{Fraction.Write((int)Math.Abs(nanos))}s");
    }

    public static CelValue Read(ReadOnlySpan<char> text)
    {
        var isNegative = text.StartsWith("-", StringComparison.Ordinal);
        var rest = isNegative || text.StartsWith("+", StringComparison.Ordinal) ? text[1..] : text;
        if (rest is "0")
            return TimestampMath.Duration(0);
        if (rest.IsEmpty || text.Length > MaxLength)
            return Unreadable();
        Int128 total = 0;
        while (!rest.IsEmpty)
        {
            if (!TryReadPart(ref rest, out var nanos))
                return Unreadable();
            total += nanos;
            if (total > (Int128)long.MaxValue + 1)
                return CelValue.Failed(CelErrorCode.Overflow, "The duration is out of range.");
        }

        return TimestampMath.Duration(isNegative ? -total : total);
    }

    private static bool TryReadPart(ref ReadOnlySpan<char> text, out Int128 nanos)
    {
        nanos = 0;
        var whole = Digits(text);
        var fraction = whole < text.Length && text[whole] == '.' ? Digits(text[(whole + 1)..]) : -1;
        var end = whole + Math.Max(fraction, 0) + (fraction >= 0 ? 1 : 0);
        if (whole + Math.Max(fraction, 0) == 0 || !TryReadUnit(text[end..], out var unit, out var unitLength))
            return false;
        // More digits than these are beyond any range (the sum then says so) or below a nanosecond.
        nanos = whole > 20 ? Int128.MaxValue / 4 : Number(text[..whole]) * unit;
        var digits = Math.Min(fraction, 18);
        if (digits > 0)
            nanos += Number(text.Slice(whole + 1, digits)) * unit / (Int128)Math.Pow(10, digits);
        text = text[(end + unitLength)..];
        return true;
    }

    private static Int128 Number(ReadOnlySpan<char> digits)
    {
        Int128 result = 0;
        foreach (var digit in digits)
            result = (result * 10) + (digit - '0');
        return result;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    private static bool TryReadUnit(ReadOnlySpan<char> text, out long nanos, out int length)
    {
        foreach (var unit in s_units)
        {
            if (!text.StartsWith(unit.Name, StringComparison.Ordinal))
                continue;
            (nanos, length) = (unit.Nanos, unit.Name.Length);
            return true;
        }

        (nanos, length) = (0, 0);
        return false;
    }

    private static CelValue Unreadable() => CelValue.Failed(CelErrorCode.InvalidArgument, "The string is no duration such as '1h30m' or '1.5s'.");
}
