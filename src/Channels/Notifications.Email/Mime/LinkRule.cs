using System.Net;
using System.Text;

namespace Notifications.Email.Mime;

/// <summary>Puts the buttons that lead somewhere into a mail: a line of the text and a link in the HTML, where the content has not shown them already. A mail cannot answer, so the others are left out.</summary>
internal static class LinkRule
{
    /// <summary>The content with its links.</summary>
    public static NotificationContent Apply(NotificationContent content)
    {
        if (content.Actions.Count == 0)
            return content;
        var text = new StringBuilder();
        var html = new StringBuilder();
        foreach (var action in content.Actions)
        {
            if (action.Url is not { } url)
                continue;
            if (!content.Text.Contains(url, StringComparison.Ordinal))
                text.Append('\n').Append(action.Label).Append(": ").Append(url);
            var encoded = WebUtility.HtmlEncode(url);
            if (content.Html is { } shown && !shown.Contains(encoded, StringComparison.Ordinal) && !shown.Contains(url, StringComparison.Ordinal))
                html.Append("<p><a href=\"").Append(encoded).Append("\">").Append(WebUtility.HtmlEncode(action.Label)).Append("</a></p>\n");
        }

        if (text.Length > 0)
            content = content with { Text = $"{content.Text.TrimEnd('\r', '\n')}\n{text}\n" };
        return html.Length > 0 ? content with { Html = Insert(content.Html!, html.ToString()) } : content;
    }

    private static string Insert(string html, string links) => html.LastIndexOf("</body>", StringComparison.OrdinalIgnoreCase) is var end and >= 0 ? html.Insert(end, links) : html + links;
}
