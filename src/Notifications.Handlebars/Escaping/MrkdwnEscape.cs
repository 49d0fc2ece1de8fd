namespace Notifications.Handlebars.Escaping;

/// <summary>Slack mrkdwn within a JSON string: the three characters that Slack reads as control (https://docs.slack.dev/messaging/formatting-message-text) become entities, and what formats is kept from doing so.</summary>
internal sealed class MrkdwnEscape : JsonEscape
{
    private const string WordJoiner = "\\u2060";

    protected override int IndexOfSpecial(ReadOnlySpan<char> text)
    {
        var json = base.IndexOfSpecial(text);
        var format = text.IndexOfAny("*_~`");
        return json < 0 ? format : format < 0 ? json : Math.Min(json, format);
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
