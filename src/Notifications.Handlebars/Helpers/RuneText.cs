using System.Text;

namespace Notifications.Handlebars.Helpers;

/// <summary>Cuts text between characters.</summary>
internal static class RuneText
{
    public static string CutRunes(string text, int most, string end)
    {
        if (text.Length <= most)
            return text;
        var endLength = Count(end);
        if (endLength > most)
            (end, endLength) = (string.Empty, 0);
        int runes = 0, length = 0, cut = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            runes++;
            length += rune.Utf16SequenceLength;
            if (runes == most - endLength)
                cut = length;
            if (runes > most)
                return string.Concat(text.AsSpan(0, cut), end);
        }

        return text;
    }

    public static string CutBytes(string text, int most, string end)
    {
        if (Encoding.UTF8.GetByteCount(text) <= most)
            return text;
        var endLength = Encoding.UTF8.GetByteCount(end);
        if (endLength > most)
            (end, endLength) = (string.Empty, 0);
        int bytes = endLength, length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > most)
                break;
            bytes += rune.Utf8SequenceLength;
            length += rune.Utf16SequenceLength;
        }

        return string.Concat(text.AsSpan(0, length), end);
    }

    private static int Count(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }
}
