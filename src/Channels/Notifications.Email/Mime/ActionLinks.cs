using System.Net;
using System.Text;

namespace Notifications.Email.Mime;

/// <summary>Shows a message's buttons that are links, where the text does not show them yet. Mails have no other buttons: what comes back to the host is left out.</summary>
internal static class ActionLinks
{
    public static NotificationContent Show(NotificationContent content)
    {
        if (content.Actions.Count == 0)
            return content;
        var text = new StringBuilder();
        var html = new StringBuilder();
        foreach (var action in content.Actions)
        {
            if (action.Url is not { } url || content.Text.Contains(url, StringComparison.Ordinal))
                continue;
            text.Append('\n').Append(action.Label).Append(": ").Append(url);
            html.Append(html.Length > 0 ? " &middot; " : string.Empty).Append("<a href=\"").Append(WebUtility.HtmlEncode(url)).Append("\">").Append(WebUtility.HtmlEncode(action.Label)).Append("</a>");
        }

        return text.Length == 0 ? content : content with { Text = $"{content.Text.TrimEnd()}\n{text}\n", Html = content.Html is { } body ? Insert(body, $"<p>{html}</p>") : null };
    }

    private static string Insert(string html, string paragraph)
    {
        var end = html.LastIndexOf("</body", StringComparison.OrdinalIgnoreCase);
        return html.Insert(end < 0 ? html.Length : end, paragraph);
    }
}
