using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Notifications.Http.Guard;

/// <summary>What a URL must look like before anything is resolved. Errors name the host at most: paths and queries may carry secrets.</summary>
internal static class UrlRule
{
    private const int MaxLength = 2048;

    public static bool TryParse(string? text, IConnectionOptions options, [NotNullWhen(true)] out Uri? url, [NotNullWhen(false)] out string? error)
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

    public static string Refusal(string host, AddressKind kind) => kind == AddressKind.Private
        ? $"The host '{host}' is in a private network. Set AllowPrivateNetworks if that is meant."
        : $"The host '{host}' has a link-local, multicast, reserved or metadata address, which is never allowed.";

    private static string? Judge(Uri url, IConnectionOptions options)
    {
        var kind = Classify(url.IdnHost);
        if (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)
            return $"The scheme '{url.Scheme}' is not https.";
        if (url.Scheme == Uri.UriSchemeHttp && !options.AllowHttp && !IsThisMachine(url.IdnHost))
            return $"The URL of host '{url.IdnHost}' is http. Use https, or set AllowHttp where the network is trusted.";
        if (url.UserInfo.Length > 0)
            return $"The URL of host '{url.IdnHost}' carries user information. Remove it: credentials are given by the channel's options.";
        if (options.AllowedPorts is { Count: > 0 } ports && !ports.Contains(url.Port))
            return $"Port {url.Port} of host '{url.IdnHost}' is not among AllowedPorts.";
        return kind == AddressKind.Public || (kind == AddressKind.Private && options.AllowPrivateNetworks) ? null : Refusal(url.IdnHost, kind);
    }

    // Names are judged when they are resolved; these lead to this machine by definition (RFC 6761, section 6.3).
    private static AddressKind Classify(string host) =>
        IsLocalName(host) ? AddressKind.Private : IPAddress.TryParse(host, out var address) ? AddressRule.Classify(address) : AddressKind.Public;

    // Names below localhost are somebody's to resolve.
    private static bool IsThisMachine(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static bool IsLocalName(string host)
    {
        var name = host.AsSpan().TrimEnd('.');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }

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
