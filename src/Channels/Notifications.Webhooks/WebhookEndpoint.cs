using System.Net.Http.Headers;
using Notifications.Http.Guard;
using Notifications.Webhooks.Authentication;
using Notifications.Webhooks.Bodies;
using Notifications.Webhooks.Signing;

namespace Notifications.Webhooks;

/// <summary>The options of a channel, compiled once: parsed, decoded, ready for every attempt. Replaced as a whole when they change.</summary>
internal sealed class WebhookEndpoint : IDisposable
{
    /// <summary>The entry of <see cref="WebhookOptions.CredentialHosts"/> that stands for every host.</summary>
    internal const string AnyHost = "*";

    private const string UserAgent = "Notifications-Webhooks/1.0";
    private readonly WebhookOptions _options;
    private readonly Uri? _url;
    private readonly HashSet<string> _credentialHosts;
    private readonly KeyValuePair<string, string>[] _headers;
    private readonly bool _hasUserAgent;

    public WebhookEndpoint(WebhookOptions options, HttpMessageInvoker invoker, TimeProvider clock)
    {
        _options = options;
        if (options.Url is not null && !UrlRule.TryParse(options.Url, options, out _url, out var error))
            throw new FormatException(error);
        _credentialHosts = new(options.CredentialHosts, StringComparer.OrdinalIgnoreCase);
        _headers = CollectHeaders(options);
        _hasUserAgent = options.Headers.ContainsKey("User-Agent");
        Body = WebhookBody.Create(options);
        Signer = CreateSigner(options);
        if (options.OAuth2 is { } oauth && UrlRule.TryParse(oauth.TokenUrl, options, out var tokenUrl, out _))
            Tokens = new TokenSource(new ClientCredentials(invoker, tokenUrl, oauth, clock).FetchAsync, clock);
    }

    public WebhookBody Body { get; }

    public StandardWebhooksSigner? Signer { get; }

    public TokenSource? Tokens { get; }

    /// <summary>Finds where a message goes; null with a refusal when it goes nowhere.</summary>
    public DeliveryResult? FindTarget(string? destination, out WebhookTarget target)
    {
        target = default;
        if (destination is null || destination == _options.Url)
        {
            if (_url is null)
                return DeliveryResult.Rejected(RejectionKind.Configuration, "The message names no destination and the channel has no Url. Set one of both.");
            target = new(_url, RejectionKind.Configuration, GetsCredentials: true);
            return null;
        }

        if (!UrlRule.TryParse(destination, _options, out var url, out var error))
            return DeliveryResult.Rejected(RejectionKind.Recipient, error);
        target = new(url, RejectionKind.Recipient, MayHaveCredentials(url));
        return null;
    }

    public void AddHeaders(HttpRequestHeaders headers, in WebhookTarget target)
    {
        if (!_hasUserAgent || !target.GetsCredentials)
            headers.TryAddWithoutValidation("User-Agent", UserAgent);
        if (!target.GetsCredentials)
            return;
        foreach (var (name, value) in _headers)
            headers.TryAddWithoutValidation(name, value);
    }

    public void Dispose() => Tokens?.Dispose();

    // A destination may come from a user's profile: what is secret goes only where the operator wanted it.
    private bool MayHaveCredentials(Uri url) =>
        (_url is not null && Uri.Compare(url, _url, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0)
        || _credentialHosts.Contains(url.IdnHost)
        || _credentialHosts.Contains(AnyHost);

    private static KeyValuePair<string, string>[] CollectHeaders(WebhookOptions options)
    {
        var headers = new List<KeyValuePair<string, string>>(options.Headers);
        if (options.BearerToken is { } bearer)
            headers.Add(new("Authorization", "Bearer " + bearer));
        if (options.ApiKey is { } key)
            headers.Add(new(options.ApiKeyHeader, key));
        return [.. headers];
    }

    private static StandardWebhooksSigner? CreateSigner(WebhookOptions options)
    {
        var keys = new List<byte[]>(options.SigningSecrets.Count);
        foreach (var secret in options.SigningSecrets)
            keys.Add(SigningSecret.TryParse(secret, out var key, out var error) ? key : throw new FormatException("A signing secret " + error));
        return keys.Count > 0 ? new StandardWebhooksSigner(keys) : null;
    }
}
