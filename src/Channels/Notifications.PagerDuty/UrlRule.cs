using System.Diagnostics.CodeAnalysis;

namespace Notifications.PagerDuty;

/// <summary>Where events may be sent.</summary>
internal static class UrlRule
{
    private const int MaxLength = 2048;

    public static Uri Of(PagerDutyRegion region) =>
        new(region == PagerDutyRegion.Eu ? "https://events.eu.pagerduty.com/v2/enqueue" : "https://events.pagerduty.com/v2/enqueue");

    public static bool TryParse(string text, bool allowHttp, [NotNullWhen(true)] out Uri? url, [NotNullWhen(false)] out string? error)
    {
        error = null;
        if (text.Length > MaxLength || !Uri.TryCreate(text, UriKind.Absolute, out url) || url.Host.Length == 0)
        {
            url = null;
            error = "it is not absolute, or longer than 2,048 characters; write https://events.pagerduty.com/v2/enqueue";
        }
        else if (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)
        {
            error = $"the scheme '{url.Scheme}' is not https";
        }
        else if (url.UserInfo.Length > 0)
        {
            error = $"that of host '{url.IdnHost}' carries user information; the routing key is all that PagerDuty asks for";
        }
        else if (url.AbsolutePath == "/")
        {
            error = $"that of host '{url.IdnHost}' has no path; PagerDuty's is /v2/enqueue";
        }
        else if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback && !allowHttp)
        {
            error = $"that of host '{url.IdnHost}' is http; use https, or set AllowHttp where the network is trusted";
        }

        if (error is not null)
            url = null;
        return url is not null;
    }

    /// <summary>An absolute http or https address that PagerDuty can show as a link.</summary>
    public static bool TryParseLink(string? text, [NotNullWhen(true)] out Uri? url)
    {
        url = null;
        return text is { Length: > 0 and <= MaxLength } && Uri.TryCreate(text, UriKind.Absolute, out url)
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) && url.UserInfo.Length == 0 && url.AbsoluteUri.Length <= MaxLength;
    }
}
