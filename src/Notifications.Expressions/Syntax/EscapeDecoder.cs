using System.Globalization;
using System.Text;

namespace Notifications.Expressions.Syntax;

/// <summary>Escapes of string and bytes literals.</summary>
internal static class EscapeDecoder
{
    /// <summary>The text; <see langword="null"/> where an escape is none or names no code point.</summary>
    public static string? ReadText(ReadOnlySpan<char> source, bool isRaw)
    {
        if (isRaw || !source.Contains('\\'))
            return source.ToString();
        var result = new StringBuilder(source.Length);
        while (!source.IsEmpty)
        {
            if (source[0] != '\\')
            {
                result.Append(source[0]);
                source = source[1..];
            }
            else if (!TryRead(ref source, out var value, out _))
            {
                return null;
            }
            else if (value is >= 0xD800 and <= 0xDFFF)
            {
                // Half a pair is no code point, unless its other half follows.
                if (value > 0xDBFF || source.IsEmpty || source[0] != '\\' || !TryRead(ref source, out var low, out _) || low is < 0xDC00 or > 0xDFFF)
                    return null;
                result.Append((char)value).Append((char)low);
            }
            else if (Rune.TryCreate(value, out var rune))
            {
                result.Append(rune.ToString());
            }
            else
            {
                return null;
            }
        }

        return result.ToString();
    }

    /// <summary>The octets: of the UTF-8 of what is written, and of the escapes. <see langword="null"/> where an escape is none.</summary>
    public static byte[]? ReadBytes(ReadOnlySpan<char> source, bool isRaw)
    {
        var result = new List<byte>(source.Length);
        while (!source.IsEmpty)
        {
            var plain = isRaw ? -1 : source.IndexOf('\\');
            var text = plain < 0 ? source : source[..plain];
            result.AddRange(Encoding.UTF8.GetBytes(text.ToString()));
            source = source[text.Length..];
            if (source.IsEmpty)
                break;
            if (!TryRead(ref source, out var value, out var isCodePoint) || isCodePoint)
                return null;
            result.Add((byte)value);
        }

        return result.ToArray();
    }

    private static bool TryRead(ref ReadOnlySpan<char> source, out int value, out bool isCodePoint)
    {
        (value, isCodePoint) = (0, false);
        if (source.Length < 2)
            return false;
        var kind = source[1];
        var simple = "abfnrtv\\?\"'`".IndexOf(kind, StringComparison.Ordinal);
        if (simple >= 0)
        {
            value = "\a\b\f\n\r\t\v\\?\"'`"[simple];
            source = source[2..];
            return true;
        }

        var (start, length) = kind switch
        {
            'x' or 'X' => (2, 2),
            'u' => (2, 4),
            'U' => (2, 8),
            >= '0' and <= '3' => (1, 3),
            _ => (0, 0),
        };
        isCodePoint = kind is 'u' or 'U';
        if (length == 0 || source.Length < start + length)
            return false;
        var digits = source.Slice(start, length);
        source = source[(start + length)..];
        if (kind is 'x' or 'X' or 'u' or 'U')
            return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) && value >= 0;
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '7')
                return false;
            value = (value * 8) + digit - '0';
        }

        return true;
    }
}
