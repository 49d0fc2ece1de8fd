using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Notifications.Webhooks.Guard;

/// <summary>What a URL must look like before anything is resolved. Errors name the host at most: paths and queries may carry secrets.</summary>
internal static class UrlRule
{
    private const int MaxLength = 2048;

    public static bool TryParse(string? text, WebhookOptions options, [NotNullWhen(true)] out Uri? url, [NotNullWhen(false)] out string? error)
    {
        url = null;
        error = null;
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
            error = $"The URL is empty or longer than {MaxLength:N0} characters.";
        else if (!IsClean(text) || !Uri.TryCreate(text, UriKind.Absolute, out url) || url.Host.Length == 0)
            error = "The URL is not absolute or has characters that are not allowed. Write https://host/path, percent-encoded.";
        else
            error = Judge(url, options);
        if (error is not null)
            url = null;
        return url is not null;
    }

    private static string? Judge(Uri url, WebhookOptions options)
    {
        var https = url.Scheme == Uri.UriSchemeHttps;
        if (!https && url.Scheme != Uri.UriSchemeHttp)
            return $"The scheme '{url.Scheme}' is not https.";
        if (!https && !options.AllowHttp)
            return $"The URL of host '{url.IdnHost}' is http. Use https, or set AllowHttp where the network is trusted.";
        if (url.UserInfo.Length > 0)
            return $"The URL of host '{url.IdnHost}' carries user information. Use BearerToken, ApiKey, OAuth2 or Headers instead.";
        if (options.AllowedPorts.Count > 0 && !options.AllowedPorts.Contains(url.Port))
            return $"Port {url.Port} of host '{url.IdnHost}' is not among AllowedPorts.";
        if (IPAddress.TryParse(url.DnsSafeHost, out var address) && !AddressRule.Allows(address, options.AllowPrivateNetworks))
            return Refusal(url.IdnHost, AddressRule.Classify(address));
        return null;
    }

    public static string Refusal(string host, AddressKind kind) => kind == AddressKind.Private
        ? $"The host '{host}' is in a private network. Set AllowPrivateNetworks if that is meant."
        : $"The host '{host}' has a link-local, multicast or reserved address, which is never allowed.";

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
