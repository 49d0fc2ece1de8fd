using System.Text;

namespace Notifications.Slack.Messages;

/// <summary>Writes Slack's mrkdwn in pieces that belong together: an escape, a link, a character are never cut in two. Keeps to a number of bytes, and begins a new section where one is full.</summary>
/// <param name="budget">The bytes of JSON that all sections together may have.</param>
/// <param name="sectionLimit">The UTF-16 units of one section.</param>
internal sealed class Mrkdwn(int budget, int sectionLimit = SlackLimits.SectionText)
{
    private const string WordJoiner = "\u2060";

    private readonly StringBuilder _section = new();
    private readonly List<string> _sections = [];
    private int _lastBreak;
    private int _left = budget;

    /// <summary>Something had no room; nothing is added any more.</summary>
    public bool IsFull { get; private set; }

    private bool IsLineStart => _section.Length == 0 || _section[^1] == '\n';

    /// <summary>Adds what must stay as it is; false when it has no room.</summary>
    public bool Add(ReadOnlySpan<char> piece)
    {
        if (IsFull)
            return false;
        var bytes = SlackText.JsonBytes(piece);
        if (bytes > _left || piece.Length > sectionLimit)
        {
            IsFull = true;
            return false;
        }

        if (_section.Length + piece.Length > sectionLimit)
            Break();
        _left -= bytes;
        _section.Append(piece);
        if (piece[^1] == '\n')
            _lastBreak = _section.Length;
        return true;
    }

    /// <summary>Adds text as it is read: nothing in it formats, links or calls anybody.</summary>
    /// <param name="text">Clean text.</param>
    /// <returns>How much of it had room.</returns>
    public int AddPlain(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var length = UrlScan.LengthAt(text, at, out var link);
            if (length > 0 ? !Add(link) : !AddElement(text, at, length = SlackText.ElementLength(text[at..])))
                return at;
            at += length;
        }

        return at;
    }

    /// <summary>Adds text in which nothing formats, without looking for links.</summary>
    public void AddVerbatim(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length && !IsFull;)
        {
            var length = SlackText.ElementLength(text[at..]);
            AddElement(text, at, length);
            at += length;
        }
    }

    /// <summary>The sections, none of them empty.</summary>
    public IReadOnlyList<string> ToSections()
    {
        Take(_section.Length);
        return _sections;
    }

    /// <summary>One text: what is cut ends in <c>…</c>.</summary>
    public static string Line(string text, int limit)
    {
        var line = new Mrkdwn(int.MaxValue, limit - 1);
        line.AddOnce(SlackText.OneLine(text));
        return line._section.ToString() + (line.IsFull ? "…" : string.Empty);
    }

    /// <summary>Escapes the three characters that Slack reads as control (https://docs.slack.dev/messaging/formatting-message-text).</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private void AddOnce(string text)
    {
        for (var at = 0; at < text.Length && !IsFull;)
        {
            var length = SlackText.ElementLength(text.AsSpan(at));
            var piece = EscapeElement(text, at, length, IsLineStart);
            if (_section.Length + piece.Length > sectionLimit)
                IsFull = true;
            else
                _section.Append(piece);
            at += length;
        }
    }

    private bool AddElement(ReadOnlySpan<char> text, int at, int length) => Add(EscapeElement(text, at, length, IsLineStart));

    private static ReadOnlySpan<char> EscapeElement(ReadOnlySpan<char> text, int at, int length, bool isLineStart)
    {
        var element = text.Slice(at, length);
        return element[0] switch
        {
            '&' => Escaped("&amp;", element),
            '<' => Escaped("&lt;", element),
            '>' when isLineStart => Escaped(WordJoiner + "&gt;", element),
            '>' => Escaped("&gt;", element),

            // Slack knows no escape for these: a mark that is joined to what stands beside it formats nothing. Within a word they format nothing anyway.
            '`' => Escaped(WordJoiner + "`" + WordJoiner, element),
            '*' or '_' or '~' when !IsWithinWord(text, at) => Escaped($"{WordJoiner}{element[0]}{WordJoiner}", element),
            _ => element,
        };
    }

    private static ReadOnlySpan<char> Escaped(string escaped, ReadOnlySpan<char> element) => element.Length == 1 ? escaped : string.Concat(escaped, element[1..]);

    private static bool IsWithinWord(ReadOnlySpan<char> text, int at) =>
        at > 0 && at + 1 < text.Length && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at + 1]);

    /// <summary>A section ends at the end of a line, if there is one in its second half.</summary>
    private void Break() => Take(_lastBreak > sectionLimit / 2 ? _lastBreak : _section.Length);

    private void Take(int length)
    {
        var text = _section.ToString(0, length).Trim('\n');
        if (text.AsSpan().Trim().Length > 0)
            _sections.Add(text);
        _section.Remove(0, length);
        _lastBreak = 0;
    }
}
