using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Notifications.Slack.Sending;

/// <summary>What a URL must look like that we post to. Errors name the host at most: the path of a webhook is a secret.</summary>
internal static class UrlRule
{
    private const int MaxLength = 2048;

    public static bool TryParse(string? text, bool allowHttp, [NotNullWhen(true)] out Uri? url, [NotNullWhen(false)] out string? error)
    {
        url = null;
        error = null;
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
            error = $"The URL is empty or longer than {MaxLength:N0} characters.";
        else if (!IsClean(text) || !Uri.TryCreate(text, UriKind.Absolute, out url) || url.Host.Length == 0)
            error = "The URL is not absolute or has characters that are not allowed. Copy it from Slack: https://hooks.slack.com/services/…";
        else
            error = Judge(url, allowHttp);
        if (error is not null)
            url = null;
        return url is not null;
    }

    private static string? Judge(Uri url, bool allowHttp)
    {
        if (url.UserInfo.Length > 0)
            return $"The URL of host '{url.IdnHost}' carries user information. Remove it.";
        if (url.Scheme == Uri.UriSchemeHttps)
            return null;
        if (url.Scheme != Uri.UriSchemeHttp)
            return $"The scheme '{url.Scheme}' is not https.";
        return allowHttp || IsThisMachine(url) ? null : $"The URL of host '{url.IdnHost}' is http. Use https, or set AllowHttp where the network is trusted.";
    }

    private static bool IsThisMachine(Uri url) =>
        url.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(url.DnsSafeHost, out var address) && IPAddress.IsLoopback(address));

    private static bool IsClean(string text)
    {
        foreach (var c in text)
        {
            if (c <= ' ' || c == '\\' || char.IsControl(c))
                return false;
        }

        return true;
    }
}
