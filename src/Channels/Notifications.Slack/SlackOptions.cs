using Notifications.Http;

namespace Notifications.Slack;

/// <summary>One Slack channel: an incoming webhook or a bot. All values are checked at start, and every error is reported at once.</summary>
public sealed class SlackOptions : IConnectionOptions
{
    /// <summary>The URL of an incoming webhook. It is a secret: whoever has it can post.</summary>
    /// <value>Default: none. Exactly one of this and <see cref="BotToken"/>.</value>
    public string? WebhookUrl { get; set; }

    /// <summary>The token of a bot, <c>xoxb-…</c>. It needs the scope <c>chat:write</c>, and <c>chat:write.public</c> for public channels it is no member of.</summary>
    /// <value>Default: none. Exactly one of this and <see cref="WebhookUrl"/>.</value>
    public string? BotToken { get; set; }

    /// <summary>Where a bot's messages without a destination of their own go: the id of a channel (<c>C…</c>, <c>G…</c>, <c>D…</c>), its name (<c>#ops</c>), or the id of a person (<c>U…</c>, <c>W…</c>) for a direct message.</summary>
    /// <value>Default: none; then every message has to bring its destination.</value>
    public string? Channel { get; set; }

    /// <summary>How what happens after a first message is told.</summary>
    /// <value>Default: <see cref="SlackUpdates.EditInPlace"/>. Incoming webhooks always post.</value>
    public SlackUpdates Updates { get; set; }

    /// <summary>With <see cref="SlackUpdates.Thread"/>: the answer that says resolved is shown in the channel too.</summary>
    /// <value>Default: false.</value>
    public bool BroadcastResolved { get; set; }

    /// <summary>What the table under a message shows.</summary>
    /// <value>Default: <see cref="SlackDetails.LabelsAndData"/>.</value>
    public SlackDetails Details { get; set; }

    /// <summary>Lets Slack show previews of links.</summary>
    /// <value>Default: false.</value>
    public bool Unfurl { get; set; }

    /// <summary>The keys that sign what comes back when a button is pressed: texts of at least 32 characters. The first signs, all verify: to rotate, put the new one first and remove the old one when its messages are too old to matter.</summary>
    /// <value>Default: none; then buttons that do something are left out, links are shown. At most 5.</value>
    public IList<string> ActionKeys { get; } = [];

    /// <summary>How long after its message was made a button may be pressed.</summary>
    /// <value>Default: 7 days. From 1 minute to 365 days.</value>
    public TimeSpan ActionLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>The app's signing secret, by which <see cref="SlackRequestVerifier"/> knows that a request comes from Slack. Not needed to send.</summary>
    /// <value>Default: none.</value>
    public string? SigningSecret { get; set; }

    /// <summary>Hosts whose webhooks a message may name as its destination. Without them a destination from a user's profile could lead messages anywhere. Such a URL is a secret: traces and histories show it redacted.</summary>
    /// <value>Default: none, only <see cref="WebhookUrl"/> is posted to. At most 32.</value>
    public IList<string> WebhookHosts { get; } = [];

    /// <summary>Where the Web API is; for a proxy or a test server. https, or http on this machine, which needs <see cref="AllowPrivateNetworks"/>.</summary>
    /// <value>Default: <c>https://slack.com/api/</c>.</value>
    public string ApiUrl { get; set; } = "https://slack.com/api/";

    /// <summary>Allows <c>http</c> to other machines, where the network is trusted. To this machine (loopback, with <see cref="AllowPrivateNetworks"/>) it is always allowed.</summary>
    /// <value>Default: false.</value>
    public bool AllowHttp { get; set; }

    /// <summary>Allows loopback, private, shared (100.64.0.0/10) and unique local addresses, wherever a URL comes from. Link-local and metadata addresses of clouds, multicast and reserved ones stay refused.</summary>
    /// <value>Default: false.</value>
    public bool AllowPrivateNetworks { get; set; }

    /// <summary>The least time between two messages to the same destination. Slack allows about one a second. Read once at start.</summary>
    /// <value>Default: 1 second. From 0, not paced, to 1 minute.</value>
    public TimeSpan DestinationInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>An http proxy that makes the connections. It then resolves the names, so it, not this channel, has to refuse private addresses behind names. Read once at start.</summary>
    /// <value>Default: none; the environment's proxy is never used.</value>
    public string? ProxyUrl { get; set; }

    /// <summary>How long name resolution, connecting and the TLS handshake may take together. Read once at start.</summary>
    /// <value>Default: 5 seconds. From 100 milliseconds to 1 minute.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>After this time a connection is not used again, so that a changed name is seen. Read once at start.</summary>
    /// <value>Default: 2 minutes. From 1 second to 1 hour.</value>
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Says how and where it posts; never a secret.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"Slack {{ {(BotToken is null ? "Webhook" : $"Bot, Channel = {Channel ?? "none"}, Updates = {Updates}")} }}";
}
