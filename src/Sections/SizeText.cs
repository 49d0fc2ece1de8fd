using System.Globalization;

namespace Notifications.Sections;

/// <summary>Sizes as people write them: bytes alone, or with <c>KiB</c>, <c>MiB</c>, <c>GiB</c> (1,024) or <c>KB</c>, <c>MB</c>, <c>GB</c> (1,000), ignoring case.</summary>
internal static class SizeText
{
    public const string Form = "a size: bytes such as 65536, or a number with KiB, MiB, GiB, KB, MB or GB, such as 16MiB";

    public static bool TryParse(string? text, out long bytes)
    {
        bytes = 0;
        var trimmed = text.AsSpan().Trim();
        var letters = trimmed.IndexOfAnyExcept("0123456789.");
        if (letters < 0)
            return long.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out bytes);
        if (letters == 0 || !decimal.TryParse(trimmed[..letters], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return false;
        var unit = FactorOf(trimmed[letters..].Trim());
        if (unit == 0 || number > long.MaxValue / unit)
            return false;
        bytes = (long)(number * unit);
        return true;
    }

    private static long FactorOf(ReadOnlySpan<char> unit)
    {
        Span<char> upper = stackalloc char[3];
        return unit.ToUpperInvariant(upper) < 0 ? 0 : upper[..unit.Length] switch
        {
            "B" => 1,
            "KB" => 1_000,
            "MB" => 1_000_000,
            "GB" => 1_000_000_000,
            "KIB" => 1L << 10,
            "MIB" => 1L << 20,
            "GIB" => 1L << 30,
            _ => 0,
        };
    }
}
