using System.Globalization;
using System.Text;

namespace Notifications.PagerDuty.Events;

/// <summary>Texts as PagerDuty takes them: valid Unicode, cut between what people see as characters.</summary>
internal static class RuneText
{
    private const char Ellipsis = '…';

    /// <summary>At most so many Unicode characters, the last of them an ellipsis when something was cut off.</summary>
    public static string Cut(string text, int maxRunes)
    {
        text = Clean(text);
        if (text.Length <= maxRunes || Count(text, maxRunes) <= maxRunes)
            return text;
        var rest = text.AsSpan();
        var room = maxRunes - 1;
        while (rest.Length > 0)
        {
            var element = rest[..StringInfo.GetNextTextElementLength(rest)];
            var runes = Count(element, room);
            if (runes > room)
                break;
            room -= runes;
            rest = rest[element.Length..];
        }

        // One element that is longer than all the room is cut inside.
        return string.Concat(rest.Length < text.Length ? text.AsSpan(0, text.Length - rest.Length) : TakeRunes(text, maxRunes - 1), [Ellipsis]);
    }

    /// <summary>Replaces half surrogate pairs and NUL, which no JSON text can carry or no database keeps.</summary>
    public static string Clean(string text)
    {
        if (IsClean(text))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            clean.Append(rune.Value == 0 ? "\uFFFD" : rune.ToString());
        return clean.ToString();
    }

    private static bool IsClean(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\uD800', '\uDFFF') is var at and >= 0)
        {
            if (text[..at].Contains('\0') || Rune.DecodeFromUtf16(text[at..], out _, out var length) != System.Buffers.OperationStatus.Done)
                return false;
            text = text[(at + length)..];
        }

        return !text.Contains('\0');
    }

    /// <summary>Counts characters, and stops when there are more than somebody cares about.</summary>
    private static int Count(ReadOnlySpan<char> text, int enough)
    {
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (++count > enough)
                break;
        }

        return count;
    }

    private static ReadOnlySpan<char> TakeRunes(string text, int count)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (count-- == 0)
                break;
            length += rune.Utf16SequenceLength;
        }

        return text.AsSpan(0, length);
    }
}
