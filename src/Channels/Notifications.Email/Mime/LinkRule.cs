using System.Net;
using System.Text;

namespace Notifications.Email.Mime;

/// <summary>Puts the buttons that lead somewhere into a mail: lines of the text and a button in the HTML, where the content has not shown them already. A mail cannot answer, so the others are left out.</summary>
internal static class LinkRule
{
    // As wide as a mail of the shipped layout, and readable on a light ground and on a dark one, whatever stands around it.
    private const string Before = """
        <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:0 0 24px 0;"><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:600px;max-width:100%;"><tr><td style="padding:0 20px;">

        """;

    private const string Link = """<a href="{0}" style="display:inline-block;margin:8px 12px 0 0;padding:12px 22px;font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:15px;line-height:20px;font-weight:600;color:#ffffff;background-color:#1d4ed8;text-decoration:none;border-radius:8px;">{1}</a>""";
    private const string After = "</td></tr></table></td></tr></table>\n";
    private static readonly CompositeFormat LinkFormat = CompositeFormat.Parse(Link);

    /// <summary>The content with its links.</summary>
    public static NotificationContent Apply(NotificationContent content)
    {
        if (content.Actions.Count == 0)
            return content;
        var text = new StringBuilder();
        var html = new StringBuilder();

        // Templates escape more than they must, such as the = of a query.
        var shown = content.Html is null ? null : WebUtility.HtmlDecode(content.Html);
        foreach (var action in content.Actions)
        {
            if (action.Url is not { } url)
                continue;

            // On a line of its own: nobody has to know in which language a colon stands how.
            if (!IsShown(content.Text, url))
                text.Append('\n').Append(action.Label).Append('\n').Append(url).Append('\n');
            if (shown is not null && !IsShown(shown, url))
                html.AppendFormat(null, LinkFormat, WebUtility.HtmlEncode(url), WebUtility.HtmlEncode(action.Label)).Append('\n');
        }

        if (text.Length > 0)
            content = content with { Text = $"{content.Text.TrimEnd('\r', '\n')}\n{text}" };
        return html.Length > 0 ? content with { Html = Insert(content.Html!, Before + html + After) } : content;
    }

    // As it was given, or as templates write it: https://acme.example is https://acme.example/.
    private static bool IsShown(string content, string url) =>
        ShownRule.IsShown(content, url) || (Uri.TryCreate(url, UriKind.Absolute, out var parsed) && ShownRule.IsShown(content, parsed.AbsoluteUri));

    private static string Insert(string html, string links) => html.LastIndexOf("</body>", StringComparison.OrdinalIgnoreCase) is var end and >= 0 ? html.Insert(end, links) : html + links;
}
