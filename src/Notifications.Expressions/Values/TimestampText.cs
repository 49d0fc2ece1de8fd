using System.Globalization;

namespace Notifications.Expressions.Values;

/// <summary>Timestamps as RFC 3339 writes them, with 0, 3, 6 or 9 digits of fraction.</summary>
internal static class TimestampText
{
    public static string Write(in CelValue timestamp) =>
        TimestampMath.ToDateTime(timestamp).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + Fraction.Write(timestamp.Nanos) + "Z";

    public static CelValue Read(string text)
    {
        var span = text.AsSpan();
        if (span.Length < 20 || span.Length > 35
            || !DateTime.TryParseExact(span[..19], "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            || !Fraction.TryRead(span[19..], out var nanos, out var length)
            || !TryReadOffset(span[(19 + length)..], out var minutes))
        {
            return span.StartsWith("0000-", StringComparison.Ordinal)
                ? CelValue.Failed(CelErrorCode.Overflow, "The timestamp is out of range.")
                : CelValue.Failed(CelErrorCode.InvalidArgument, "The string is no timestamp as RFC 3339 writes it.");
        }

        var seconds = (time.Ticks / TimeSpan.TicksPerSecond) - TimestampMath.EpochSeconds - (minutes * 60);
        return TimestampMath.Timestamp(((Int128)seconds * 1_000_000_000) + nanos);
    }

    private static bool TryReadOffset(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text is "Z")
            return true;
        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':'
            || !int.TryParse(text[1..3], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(text[4..], NumberStyles.None, CultureInfo.InvariantCulture, out var rest)
            || hours > 23 || rest > 59)
        {
            return false;
        }

        minutes = ((hours * 60) + rest) * (text[0] == '-' ? -1 : 1);
        return true;
    }
}
