using System.Globalization;
using System.Text;

namespace Notifications;

/// <summary>Free text as one line that intake takes.</summary>
internal static class LineText
{
    /// <summary>The text without line breaks and other control characters, cut to so many UTF-16 units between characters; null when nothing is left.</summary>
    public static string? Of(string? text, int maxLength)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var line = new StringBuilder(Math.Min(text.Length, maxLength + 2));
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length > maxLength)
                break;
            var isBreak = Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029;
            line.Append(isBreak ? " " : rune.ToString());
        }

        var whole = line.ToString().Trim();
        return whole.Length <= maxLength ? whole : Cut(whole, maxLength - 1) + "…";
    }

    /// <summary>The text with half surrogate pairs replaced, as JSON can carry it.</summary>
    public static string Repair(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return text;
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            whole.Append(rune.ToString());
        return whole.ToString();
    }

    private static string Cut(string text, int maxLength)
    {
        var length = 0;
        while (length + StringInfo.GetNextTextElementLength(text.AsSpan(length)) is var next && next <= maxLength)
            length = next;
        if (length == 0)
            length = char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength;
        return text[..length];
    }
}
