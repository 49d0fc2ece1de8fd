using System.Net;

namespace Notifications.Slack.Messages;

/// <summary>What stands within a line of CommonMark: bold, italics, struck, code, links, escapes.</summary>
internal static class MarkdownInline
{
    private const int LongestEntity = 10;

    public static void Write(ReadOnlySpan<char> line, Mrkdwn into, bool isBold)
    {
        var plain = 0;
        var at = 0;
        while (at < line.Length && !into.IsFull)
        {
            var length = Special(line, at, isBold, out var written);
            if (length == 0)
            {
                at++;
                continue;
            }

            into.AddPlain(line[plain..at]);
            if (written.Plain is { } text)
                into.AddVerbatim(text);
            else
                into.Add(written.Markup);
            at += length;
            plain = at;
        }

        into.AddPlain(line[plain..]);
    }

    private static int Special(ReadOnlySpan<char> line, int at, bool isBold, out (string Markup, string? Plain) written)
    {
        written = default;
        var rest = line[at..];
        switch (rest[0])
        {
            case '\\' when rest.Length > 1 && char.IsAscii(rest[1]) && (char.IsPunctuation(rest[1]) || char.IsSymbol(rest[1])):
                written.Plain = rest[1].ToString();
                return 2;
            case '&' when rest.IndexOf(';') is > 1 and <= LongestEntity and var end && WebUtility.HtmlDecode(rest[..(end + 1)].ToString()) is { Length: <= 2 } decoded:
                written.Plain = SlackText.Clean(decoded);
                return end + 1;
            case '`' when rest[1..].IndexOf('`') is > 0 and var end:
                written.Markup = $"`{Mrkdwn.Escape(rest.Slice(1, end).ToString())}`";
                return end + 2;
            case '<' when rest.IndexOf('>') is > 1 and var end && UrlScan.Link(rest[1..end].ToString(), null) is { } link:
                written.Markup = link;
                return end + 1;
            case '!' when rest.Length > 1 && rest[1] == '[' && ReadLink(rest[1..], out var image) is > 0 and var length:
                written = image;
                return length + 1;
            case '[' when ReadLink(rest, out var linked) is > 0 and var length:
                written = linked;
                return length;
            case '*' or '_' or '~':
                return Emphasis(line, at, isBold, out written.Markup);
            default:
                return 0;
        }
    }

    private static int ReadLink(ReadOnlySpan<char> text, out (string Markup, string? Plain) written)
    {
        written = default;
        var close = text.IndexOf("](");
        var end = close < 0 ? -1 : FindClosing(text[close..]);
        if (close < 1 || end < 0 || text[1..close].Contains('\n'))
            return 0;
        var label = SlackText.OneLine(text[1..close].ToString().Replace("\\", string.Empty, StringComparison.Ordinal));
        var url = text.Slice(close + 2, end - 2).Trim().ToString().Replace("\\", string.Empty, StringComparison.Ordinal);
        if (url.IndexOf(' ', StringComparison.Ordinal) is > 0 and var title)
            url = url[..title];
        var link = UrlScan.Link(WebUtility.HtmlDecode(url), label);

        // An address that nobody can follow is left out; what it was called stays.
        written = link is null ? (string.Empty, label) : (link, null);
        return close + end + 1;
    }

    /// <summary>The parenthesis that closes the first one.</summary>
    private static int FindClosing(ReadOnlySpan<char> text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '(')
                depth++;
            else if (text[i] == ')' && --depth == 0)
                return i;
        }

        return -1;
    }

    private static int Emphasis(ReadOnlySpan<char> line, int at, bool isBold, out string markup)
    {
        var mark = line[at];
        var isDouble = at + 1 < line.Length && line[at + 1] == mark;
        var run = isDouble ? 2 : 1;
        markup = string.Empty;

        // Only where it may begin or end: beside a word, not within one and not alone.
        var before = at > 0 && !char.IsWhiteSpace(line[at - 1]);
        var after = at + run < line.Length && !char.IsWhiteSpace(line[at + run]);
        if (before == after && !(before && (char.IsPunctuation(line[at - 1]) || char.IsPunctuation(line[at + run]))))
            return 0;
        if (mark == '~' && !isDouble)
            return 0;
        markup = mark switch
        {
            '~' => "~",
            _ when isDouble => isBold ? "\u2060" : "*",
            _ => "_",
        };
        return run;
    }
}
