using System.Globalization;
using System.Text;

namespace Notifications.Slack.Messages;

/// <summary>Makes text fit for Slack, and cuts it between characters as people see them.</summary>
internal static class SlackText
{
    private const int LongestElement = 64;

    /// <summary>Line breaks become <c>\n</c>, tabs spaces, other control characters go, half a surrogate pair becomes U+FFFD.</summary>
    public static string Clean(string text)
    {
        if (!NeedsCleaning(text))
            return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogate(c))
            {
                if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                    clean.Append(c).Append(text[++i]);
                else
                    clean.Append('\uFFFD');
            }
            else if (c is '\n' or '\u0085' or '\u2028' or '\u2029' || (c == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                clean.Append('\n');
            }
            else if (c == '\t')
            {
                clean.Append(' ');
            }
            else if (!char.IsControl(c))
            {
                clean.Append(c);
            }
        }

        return clean.ToString();
    }

    /// <summary>The same on one line, without spaces at its ends.</summary>
    public static string OneLine(string text) => Clean(text).Replace('\n', ' ').Trim();

    /// <summary>At most so many UTF-16 units, with <c>…</c> where something was cut.</summary>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit)
            return text;
        var at = 0;
        while (at + ElementLength(text.AsSpan(at)) is var next && next < limit)
            at = next;
        return string.Concat(text.AsSpan(0, at), "…");
    }

    /// <summary>The length of the first character as people see it: an emoji with its parts, a letter with its marks. One that has no end is taken apart between code points.</summary>
    public static int ElementLength(ReadOnlySpan<char> text)
    {
        var length = StringInfo.GetNextTextElementLength(text.Length > LongestElement + 1 ? text[..(LongestElement + 1)] : text);
        if (length > LongestElement)
            return char.IsHighSurrogate(text[0]) && text.Length > 1 && char.IsLowSurrogate(text[1]) ? 2 : 1;

        // Some marks (U+0600, U+110BD) take the character after them into their own element. What Slack reads as control must come first in one, where it is escaped: else it would call people.
        return length > 1 && text[1..length].IndexOfAny("&<>*_~`") is >= 0 and var at ? at + 1 : length;
    }

    /// <summary>The bytes of the text within JSON.</summary>
    public static int JsonBytes(ReadOnlySpan<char> text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        foreach (var c in text)
        {
            if (c is '"' or '\\' or '\n')
                bytes++;
        }

        return bytes;
    }

    private static bool NeedsCleaning(string text)
    {
        foreach (var c in text)
        {
            if (c != '\n' && (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029'))
                return true;
        }

        return false;
    }
}
