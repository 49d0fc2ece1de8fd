using System.Globalization;
using System.Numerics;

namespace Notifications.Expressions.Values;

/// <summary>Doubles: the shortest digits that read back the same, without an exponent between 1e-7 and 1e21; or with a given precision.</summary>
internal static class DoubleText
{
    public static string Write(double value)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        if (value == 0)
            return "0";
        var (digits, exponent) = Decompose(Math.Abs(value).ToString("R", CultureInfo.InvariantCulture));
        var sign = value < 0 ? "-" : "";
        return sign + exponent switch
        {
            >= 21 or < -6 => WithExponent(digits, exponent),
            < 0 => string.Concat("0.", new string('0', -exponent - 1), digits),
            _ when digits.Length <= exponent + 1 => digits.PadRight(exponent + 1, '0'),
            _ => string.Concat(digits.AsSpan(0, exponent + 1), ".", digits.AsSpan(exponent + 1)),
        };
    }

    /// <summary>The exact decimal value with <paramref name="precision"/> digits after the point, ties to even.</summary>
    public static string WriteFixed(double value, int precision)
    {
        if (!double.IsFinite(value))
            return Write(value);
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = new BigInteger(bits & 0xFFFFFFFFFFFFF) + (exponent == 0 ? BigInteger.Zero : BigInteger.One << 52);
        var shift = Math.Max(exponent, 1) - 1075;
        var scaled = mantissa * BigInteger.Pow(10, precision);
        scaled = shift >= 0 ? scaled << shift : RoundHalfEven(scaled, BigInteger.One << -shift);
        var digits = scaled.ToString(CultureInfo.InvariantCulture).PadLeft(precision + 1, '0');
        var whole = digits.AsSpan(0, digits.Length - precision);
        return string.Concat(bits < 0 ? "-" : "", whole, precision > 0 ? "." : "", digits.AsSpan(digits.Length - precision));
    }

    /// <summary>One digit, the point, <paramref name="precision"/> digits, and an exponent of at least two digits.</summary>
    public static string WriteExponent(double value, int precision)
    {
        if (!double.IsFinite(value))
            return Write(value);
        var text = value.ToString(string.Create(CultureInfo.InvariantCulture, $"e{precision}"), CultureInfo.InvariantCulture);
        var at = text.IndexOf('e', StringComparison.Ordinal) + 2;
        var exponent = text.AsSpan(at).TrimStart('0');
        return string.Concat(text.AsSpan(0, at), exponent.Length < 2 ? "00"[exponent.Length..] : "", exponent);
    }

    private static string WithExponent(string digits, int exponent)
    {
        var fraction = digits.Length > 1 ? "." + digits[1..] : "";
        return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent)}");
    }

    // The digits without zeros around them, and the power of ten of the first.
    private static (string Digits, int Exponent) Decompose(string shortest)
    {
        var end = shortest.IndexOf('E', StringComparison.Ordinal);
        var power = end < 0 ? 0 : int.Parse(shortest.AsSpan(end + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = end < 0 ? shortest : shortest[..end];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var leading = all.Length - all.AsSpan().TrimStart('0').Length;
        return (all.Trim('0'), (point < 0 ? all.Length : point) - leading - 1 + power);
    }

    private static BigInteger RoundHalfEven(BigInteger value, BigInteger divisor)
    {
        var (quotient, rest) = BigInteger.DivRem(value, divisor);
        var order = (rest * 2).CompareTo(divisor);
        return order > 0 || (order == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }
}
