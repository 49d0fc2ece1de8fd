using System.Globalization;
using System.Text;
using Notifications.Expressions.Values;

namespace Notifications.Expressions.Functions;

/// <summary>One clause of <c>format</c>.</summary>
internal static class FormatClause
{
    /// <summary>What <see cref="Append"/> says of a value that is too long to write.</summary>
    public const string TooLong = "The text is too long.";

    /// <summary>Appends the value, or says why the clause cannot write it.</summary>
    public static string? Append(StringBuilder result, char clause, int precision, in CelValue value, int limit)
    {
        switch (clause)
        {
            case 's':
                return DisplayText.TryAppend(result, value, limit) ? null : TooLong;
            case 'd':
                return value.Kind is CelKind.Int or CelKind.UInt || (value.Kind == CelKind.Double && !double.IsFinite(value.Real))
                    ? Add(result, DisplayText.Write(value))
                    : "%d takes whole numbers only.";
            case 'f':
                return value.Kind == CelKind.Double ? Add(result, DoubleText.WriteFixed(value.Real, precision)) : "%f takes doubles only.";
            case 'e':
                return value.Kind == CelKind.Double ? Add(result, DoubleText.WriteExponent(value.Real, precision)) : "%e takes doubles only.";
            case 'b' when value.Kind == CelKind.Bool:
                return Add(result, value.IsTrue ? "1" : "0");
            case 'b':
                return Whole(result, value, "b") ? null : "%b takes whole numbers and bools only.";
            case 'o':
                return Whole(result, value, "o") ? null : "%o takes whole numbers only.";
            case 'x' or 'X':
                return Hex(result, value, clause == 'X') ? null : $"%{clause} takes whole numbers, strings and bytes only.";
            default:
                return $"There is no clause %{clause}.";
        }
    }

    private static bool Hex(StringBuilder result, in CelValue value, bool isUpper)
    {
        if (value.Kind is not (CelKind.String or CelKind.Bytes))
            return Whole(result, value, isUpper ? "X" : "x");
        var bytes = value.Kind == CelKind.String ? Encoding.UTF8.GetBytes(value.Text) : (byte[])value.Content!;
        result.Append(isUpper ? Convert.ToHexString(bytes) : Convert.ToHexStringLower(bytes));
        return true;
    }

    private static bool Whole(StringBuilder result, in CelValue value, string format)
    {
        if (value.Kind is not (CelKind.Int or CelKind.UInt))
            return false;
        var isNegative = value.Kind == CelKind.Int && value.Bits < 0;
        var magnitude = isNegative ? unchecked((ulong)-value.Bits) : value.Unsigned;
        result.Append(isNegative ? "-" : "").Append(format == "o" ? Octal(magnitude) : magnitude.ToString(format, CultureInfo.InvariantCulture));
        return true;
    }

    private static string Octal(ulong value)
    {
        var digits = "";
        do
        {
            digits = (char)('0' + (value & 7)) + digits;
            value >>= 3;
        }
        while (value > 0);
        return digits;
    }

    private static string? Add(StringBuilder result, string text)
    {
        result.Append(text);
        return null;
    }
}
