using Notifications.Http;

namespace Notifications.Webhooks;

/// <summary>One webhook channel. All values are checked at start, and every error is reported at once.</summary>
public sealed class WebhookOptions : IConnectionOptions
{
    /// <summary>Where messages without a destination of their own go. An absolute https URL without user information.</summary>
    /// <value>Default: none; then every message has to bring its destination.</value>
    public string? Url { get; set; }

    /// <summary>The secrets of Standard Webhooks: <c>whsec_</c> and base64 of 24 to 64 bytes. Each one adds a signature: during a rotation keep the old one beside the new one.</summary>
    /// <value>Default: none, messages are not signed. At most 5.</value>
    public IList<string> SigningSecrets { get; } = [];

    /// <summary>What the body looks like.</summary>
    /// <value>Default: <see cref="WebhookBodyFormat.Json"/>.</value>
    public WebhookBodyFormat Body { get; set; }

    /// <summary>The body's text with placeholders such as <c>{{event.type}}</c>; only with <see cref="WebhookBodyFormat.Template"/>. Unknown placeholders are refused at start.</summary>
    /// <value>Default: none.</value>
    public string? BodyTemplate { get; set; }

    /// <summary>The media type of <see cref="BodyTemplate"/>. For JSON types (<c>application/json</c>, <c>…+json</c>) values are escaped as JSON strings; for <c>text/plain</c> they stay as they are.</summary>
    /// <value>Default: <c>application/json</c>.</value>
    public string BodyContentType { get; set; } = "application/json";

    /// <summary>The <c>source</c> of CloudEvents whose event names none. A URI reference.</summary>
    /// <value>Default: <c>/notifications</c>.</value>
    public string CloudEventsSource { get; set; } = "/notifications";

    /// <summary>Headers of your own. Names that the channel or HTTP itself sets are refused at start. Sent under the same rule as credentials, see <see cref="CredentialHosts"/>.</summary>
    /// <value>Default: none. At most 32.</value>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Sent as <c>Authorization: Bearer</c>.</summary>
    /// <value>Default: none. Not together with <see cref="OAuth2"/>.</value>
    public string? BearerToken { get; set; }

    /// <summary>Sent in the header <see cref="ApiKeyHeader"/>.</summary>
    /// <value>Default: none.</value>
    public string? ApiKey { get; set; }

    /// <summary>The header of <see cref="ApiKey"/>.</summary>
    /// <value>Default: <c>X-API-Key</c>.</value>
    public string ApiKeyHeader { get; set; } = "X-API-Key";

    /// <summary>OAuth 2.0 client credentials (RFC 6749, section 4.4).</summary>
    /// <value>Default: none.</value>
    public WebhookOAuth2Options? OAuth2 { get; set; }

    /// <summary>Hosts, besides that of <see cref="Url"/>, that get credentials and own headers. Other destinations get the signature only. <c>*</c> means every host: only where destinations come from the operator.</summary>
    /// <value>Default: none. Without a <see cref="Url"/>, credentials or own headers need an entry here.</value>
    public IList<string> CredentialHosts { get; } = [];

    /// <summary>Allows <c>http</c> URLs to other machines, where the network is trusted. To this machine (loopback, with <see cref="AllowPrivateNetworks"/>) they are always allowed.</summary>
    /// <value>Default: false, https only.</value>
    public bool AllowHttp { get; set; }

    /// <summary>Allows loopback, private, shared (100.64.0.0/10) and unique local addresses, wherever a URL comes from. Link-local and metadata addresses of clouds, multicast and reserved ones stay refused.</summary>
    /// <value>Default: false.</value>
    public bool AllowPrivateNetworks { get; set; }

    /// <summary>The ports that a URL may name.</summary>
    /// <value>Default: none, which allows all.</value>
    public IList<int> AllowedPorts { get; } = [];

    /// <summary>An http proxy that makes the connections. It then resolves the names, so it, not this channel, has to refuse private addresses behind names. Read once at start.</summary>
    /// <value>Default: none; the environment's proxy is never used.</value>
    public string? ProxyUrl { get; set; }

    /// <summary>How long name resolution, connecting and the TLS handshake may take together. Read once at start.</summary>
    /// <value>Default: 5 seconds. From 100 milliseconds to 1 minute.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>After this time a connection is not used again, so that a changed name is seen. Read once at start.</summary>
    /// <value>Default: 2 minutes. From 1 second to 1 hour.</value>
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Connections to one host and port. Read once at start.</summary>
    /// <value>Default: 32. From 1 to 1,024.</value>
    public int MaxConnectionsPerServer { get; set; } = 32;

    /// <summary>Says which body goes where in which form; never a secret, a path or a query.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"Webhook {{ Host = {(Uri.TryCreate(Url, UriKind.Absolute, out var url) ? url.IdnHost : "none")}, Body = {Body}, Signatures = {SigningSecrets.Count} }}";
}
