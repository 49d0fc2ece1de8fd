using System.Globalization;
using System.Text;

namespace Notifications;

/// <summary>Makes text harmless for terminals and line-based logs: what would move the cursor, change colours, reverse the reading order or forge a line becomes visible.</summary>
internal static class PrintableText
{
    private const char Tab = '\t';

    /// <summary>Appends text as part of one line.</summary>
    public static StringBuilder AppendLine(StringBuilder target, string text, int maxLength)
    {
        var end = CutBefore(text, maxLength);
        foreach (var rune in text.AsSpan(0, end).EnumerateRunes())
            Append(target, rune);
        return end == text.Length ? target : target.Append(CultureInfo.InvariantCulture, $"… ({text.Length - end:N0} more characters)");
    }

    /// <summary>Appends text as an indented block: its line breaks stay line breaks.</summary>
    public static StringBuilder AppendBlock(StringBuilder target, string text, string indent, int maxLength, int maxLines)
    {
        var rest = text.AsSpan(0, CutBefore(text, maxLength)).TrimEnd();
        var lines = 0;
        while (!rest.IsEmpty && lines++ < maxLines)
        {
            var end = rest.IndexOfAny('\r', '\n');
            target.Append(indent);
            foreach (var rune in (end < 0 ? rest : rest[..end]).EnumerateRunes())
                Append(target, rune);
            target.Append('\n');
            rest = end < 0 ? [] : rest[(end + (rest[end..].StartsWith("\r\n") ? 2 : 1))..];
        }

        var left = rest.Length + text.Length - CutBefore(text, maxLength);
        return left == 0 ? target : target.Append(CultureInfo.InvariantCulture, $"{indent}… ({left:N0} more characters)\n");
    }

    private static void Append(StringBuilder target, Rune rune)
    {
        if (rune.Value == Tab)
            target.Append(' ');
        else if (IsHarmless(rune))
            target.Append(rune);
        else if (rune.Value is > 0 and < ' ')
            target.Append((char)(0x2400 + rune.Value));
        else
            target.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
    }

    // Format characters reorder or hide text (U+202E, U+200B); the joiner U+200D holds emoji together and does neither.
    private static bool IsHarmless(Rune rune) => rune.Value == 0x200D || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static int CutBefore(string text, int maxLength) =>
        text.Length <= maxLength ? text.Length : char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength;
}
