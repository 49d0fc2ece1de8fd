using System.Globalization;
using System.Runtime.CompilerServices;

namespace Notifications.Handlebars.Rendering;

/// <summary>How a language writes a day in short with its month as a word, <c>Jan 31, 2026</c>: 3/2/2026 is another day for an American than for most others. .NET knows no such pattern; it is the long one without the weekday.</summary>
internal static class DayPattern
{
    private const string Weekday = "dddd";
    private static readonly char[] Separators = [' ', ',', '،', '、'];
    private static readonly ConditionalWeakTable<CultureInfo, string> Known = [];

    public static string Of(CultureInfo culture) => Known.GetValue(culture, static c => Make(c.DateTimeFormat.LongDatePattern));

    public static string Make(string pattern)
    {
        var at = pattern.IndexOf(Weekday, StringComparison.Ordinal);
        if (at >= 0)
            pattern = pattern[..at].TrimEnd(Separators) + (at == 0 ? string.Empty : " ") + pattern[(at + Weekday.Length)..].TrimStart(Separators);
        return pattern.Replace("MMMM", "MMM", StringComparison.Ordinal).Trim(Separators);
    }
}
