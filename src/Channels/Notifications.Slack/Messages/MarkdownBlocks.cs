namespace Notifications.Slack.Messages;

/// <summary>Writes CommonMark as mrkdwn, line by line: headings become bold, list marks bullets, code stays code. What mrkdwn has no form for stays as text.</summary>
internal static class MarkdownBlocks
{
    private const string Fence = "```";

    /// <summary>Writes as much as has room.</summary>
    /// <param name="markdown">Clean text.</param>
    /// <param name="into">Takes it.</param>
    public static void Write(string markdown, Mrkdwn into)
    {
        var inCode = false;
        var isFirst = true;
        foreach (var range in markdown.AsSpan().Split('\n'))
        {
            var line = markdown.AsSpan()[range].TrimEnd();
            if (!isFirst)
                into.Add("\n");
            isFirst = false;
            if (line.TrimStart().StartsWith(Fence, StringComparison.Ordinal))
            {
                inCode = !inCode;
                into.Add(Fence);
            }
            else if (inCode)
            {
                into.Add(line.Length == 0 ? " " : Mrkdwn.Escape(line.ToString()));
            }
            else
            {
                WriteLine(line, into);
            }

            if (into.IsFull)
                return;
        }

        if (inCode)
            into.Add("\n" + Fence);
    }

    private static void WriteLine(ReadOnlySpan<char> line, Mrkdwn into)
    {
        var text = line.TrimStart();
        var level = text.IndexOfAnyExcept('#');
        if (level is > 0 and <= 6 && text[level] == ' ')
        {
            into.Add("*");
            MarkdownInline.Write(text[level..].Trim().TrimEnd('#').Trim(), into, isBold: true);
            into.Add("*");
            return;
        }

        var indent = line.Length - text.Length;
        if (text.Length > 1 && text[0] is '-' or '*' or '+' && text.Length > 1 && text[1] == ' ')
        {
            into.Add(new string(' ', Math.Min(indent, 12)) + "• ");
            text = text[2..].TrimStart();
        }
        else if (text.Length > 0 && text[0] == '>')
        {
            into.Add("&gt; ");
            text = text[1..].TrimStart();
        }
        else if (indent > 0)
        {
            into.Add(new string(' ', Math.Min(indent, 12)));
        }

        MarkdownInline.Write(text, into, isBold: false);
    }
}
