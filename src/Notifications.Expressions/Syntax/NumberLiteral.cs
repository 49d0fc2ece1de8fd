using System.Globalization;

namespace Notifications.Expressions.Syntax;

/// <summary><c>42</c>, <c>0x2A</c>, <c>42u</c>, <c>4.2e1</c>. The sign belongs to the parser.</summary>
internal static class NumberLiteral
{
    public static (TokenKind Kind, int Length) Measure(string source, int start)
    {
        var end = start;
        if (source[start] == '0' && At(source, start + 1) is 'x' or 'X' && char.IsAsciiHexDigit(At(source, start + 2)))
        {
            for (end = start + 2; char.IsAsciiHexDigit(At(source, end));)
                end++;
        }
        else
        {
            end = Digits(source, start);
            var isReal = false;
            if (At(source, end) == '.' && char.IsAsciiDigit(At(source, end + 1)))
                (end, isReal) = (Digits(source, end + 1), true);
            var exponent = At(source, end) is 'e' or 'E' ? end + (At(source, end + 1) is '+' or '-' ? 2 : 1) : end;
            if (exponent > end && char.IsAsciiDigit(At(source, exponent)))
                (end, isReal) = (Digits(source, exponent), true);
            if (isReal)
                return (TokenKind.Double, end - start);
        }

        return At(source, end) is 'u' or 'U' ? (TokenKind.UInt, end + 1 - start) : (TokenKind.Int, end - start);
    }

    /// <summary>The value; <see langword="null"/> where it is out of range.</summary>
    public static CelValue? Read(in Token token, bool isNegative)
    {
        var text = ((string)token.Content!).AsSpan();
        if (token.Kind == TokenKind.Double)
        {
            var real = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            return double.IsFinite(real) ? CelValue.FromDouble(isNegative ? -real : real) : null;
        }

        text = text.TrimEnd("uU");
        var isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (!ulong.TryParse(isHex ? text[2..] : text, style, CultureInfo.InvariantCulture, out var value))
            return null;
        if (token.Kind == TokenKind.UInt)
            return isNegative ? null : CelValue.FromUInt(value);
        if (isNegative)
            return value <= (ulong)long.MaxValue + 1 ? CelValue.FromInt(unchecked(-(long)value)) : null;
        return value <= long.MaxValue ? CelValue.FromInt((long)value) : null;
    }

    private static char At(string source, int index) => index < source.Length ? source[index] : '\0';

    private static int Digits(string source, int start)
    {
        while (char.IsAsciiDigit(At(source, start)))
            start++;
        return start;
    }
}
