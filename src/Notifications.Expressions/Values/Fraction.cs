using System.Globalization;

namespace Notifications.Expressions.Values;

/// <summary>Fractions of a second.</summary>
internal static class Fraction
{
    /// <summary>With the point, in 3, 6 or 9 digits; empty for none. The JSON mapping of protobuf writes them so.</summary>
    public static string Write(int nanos) => nanos switch
    {
        0 => "",
        _ when nanos % 1_000_000 == 0 => string.Create(CultureInfo.InvariantCulture, $".{nanos / 1_000_000:D3}"),
        _ when nanos % 1_000 == 0 => string.Create(CultureInfo.InvariantCulture, $".{nanos / 1_000:D6}"),
        _ => string.Create(CultureInfo.InvariantCulture, $".{nanos:D9}"),
    };

    /// <summary>Reads a point with 1 to 9 digits, or nothing.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out int nanos, out int length)
    {
        (nanos, length) = (0, 0);
        if (text.IsEmpty || text[0] != '.')
            return true;
        for (length = 1; length < text.Length && char.IsAsciiDigit(text[length]); length++)
        {
            if (length > 9)
                return false;
            nanos = (nanos * 10) + (text[length] - '0');
        }

        for (var i = length; i <= 9; i++)
            nanos *= 10;
        return length > 1;
    }
}
