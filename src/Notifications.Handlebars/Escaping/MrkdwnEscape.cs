using System.Buffers;
using System.Text;

namespace Notifications.Handlebars.Escaping;

/// <summary>Slack mrkdwn within a JSON string: the three characters that Slack reads as control (https://docs.slack.dev/messaging/formatting-message-text) become entities, and what formats is kept from doing so.</summary>
internal sealed class MrkdwnEscape : JsonEscape
{
    private const string WordJoiner = "\\u2060";
    private static readonly SearchValues<char> Marks = SearchValues.Create("*_~`");

    /// <summary>Makes Slack's entities of what the JSON writer has escaped: <c>\u003C!channel\u003E</c> is a call to all of a channel once it is read.</summary>
    public static string Entities(string json)
    {
        if (!json.Contains('\\', StringComparison.Ordinal))
            return json;
        var text = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length; i++)
        {
            var entity = json.AsSpan(i) switch
            {
                ['\\', 'u', '0', '0', '2', '6', ..] => "&amp;",
                ['\\', 'u', '0', '0', '3', 'C', ..] => "&lt;",
                ['\\', 'u', '0', '0', '3', 'E', ..] => "&gt;",
                _ => null,
            };
            var length = entity is not null ? 6 : json[i] == '\\' ? 2 : 1;
            text.Append(entity is null ? json.AsSpan(i, length) : entity.AsSpan());
            i += length - 1;
        }

        return text.ToString();
    }

    protected override int IndexOfSpecial(ReadOnlySpan<char> text)
    {
        var json = base.IndexOfSpecial(text);
        var format = IndexOfMark(json < 0 ? text : text[..json], text);
        return format >= 0 ? format : json;
    }

    /// <summary>The first mark that could format. Within a word <c>_</c> does not: <c>db_primary_1</c> can be copied as it is.</summary>
    private static int IndexOfMark(ReadOnlySpan<char> searched, ReadOnlySpan<char> text)
    {
        for (var at = searched.IndexOfAny(Marks); at >= 0;)
        {
            var isInWord = text[at] == '_' && at > 0 && at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at - 1]) && char.IsAsciiLetterOrDigit(text[at + 1]);
            if (!isInWord)
                return at;
            var next = searched[(at + 1)..].IndexOfAny(Marks);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return -1;
    }

    protected override void Write(char special, TextWriter target)
    {
        switch (special)
        {
            case '&':
                target.Write("&amp;");
                break;
            case '<':
                target.Write("&lt;");
                break;
            case '>':
                target.Write("&gt;");
                break;
            case '*' or '_' or '~' or '`':
                // Slack knows no escape for these: a mark that is joined to what stands before it formats nothing.
                target.Write(WordJoiner);
                target.Write(special);
                target.Write(WordJoiner);
                break;
            default:
                base.Write(special, target);
                break;
        }
    }
}
