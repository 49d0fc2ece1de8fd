using Notifications.Http;

namespace Notifications.PagerDuty;

/// <summary>One PagerDuty channel (Events API v2). All values are checked at start, and every error is reported at once.</summary>
public sealed class PagerDutyOptions : IConnectionOptions
{
    /// <summary>The integration key of the service that gets messages without a destination of their own: 32 letters and digits ("Events API V2" in the service's integrations). A secret.</summary>
    /// <value>Default: none; then every message has to bring its destination.</value>
    public string? RoutingKey { get; set; }

    /// <summary>Further integration keys by names of your own, so that rules name a destination without its secret: <c>.To("pager", "database")</c>. Names are compared ignoring case.</summary>
    /// <value>Default: none. At most 1,000, with names of 1 to 64 characters.</value>
    public IDictionary<string, string> RoutingKeys { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where the account lives.</summary>
    /// <value>Default: <see cref="PagerDutyRegion.Us"/>.</value>
    public PagerDutyRegion Region { get; set; }

    /// <summary>The address that takes events instead of that of <see cref="Region"/>: an absolute https URL with its path (<c>https://events.pagerduty.com/v2/enqueue</c>). On this machine (loopback, with <see cref="AllowPrivateNetworks"/>) it may be http.</summary>
    /// <value>Default: none, that of the region.</value>
    public string? Url { get; set; }

    /// <summary>Allows an http <see cref="Url"/> on other machines too. The routing key then travels in the clear.</summary>
    /// <value>Default: false.</value>
    public bool AllowHttp { get; set; }

    /// <summary>Allows loopback, private, shared (100.64.0.0/10) and unique local addresses, wherever a URL comes from. Link-local and metadata addresses of clouds, multicast and reserved ones stay refused.</summary>
    /// <value>Default: false.</value>
    public bool AllowPrivateNetworks { get; set; }

    /// <summary>What PagerDuty shows as the monitoring client of an alert.</summary>
    /// <value>Default: none. At most 255 characters.</value>
    public string? Client { get; set; }

    /// <summary>Where the client's name leads to: an absolute http or https URL.</summary>
    /// <value>Default: none. At most 2,048 characters; needs a <see cref="Client"/>.</value>
    public string? ClientUrl { get; set; }

    /// <summary>The <c>source</c> of events that name neither a source nor a subject; PagerDuty requires one.</summary>
    /// <value>Default: <c>notifications</c>. At most 255 characters.</value>
    public string Source { get; set; } = "notifications";

    /// <summary>The label whose value becomes <c>component</c>, the part that is broken.</summary>
    /// <value>Default: <c>component</c>. Empty: none.</value>
    public string ComponentLabel { get; set; } = "component";

    /// <summary>The label whose value becomes <c>group</c>, what the source belongs to.</summary>
    /// <value>Default: <c>group</c>. Empty: none.</value>
    public string GroupLabel { get; set; } = "group";

    /// <summary>The label whose value becomes <c>class</c>, the kind of event. Without it, that is the event's type.</summary>
    /// <value>Default: <c>class</c>. Empty: always the type.</value>
    public string ClassLabel { get; set; } = "class";

    /// <summary>The label that has the address of an image, such as a graph: it becomes <c>images</c>. Only https addresses are taken, as PagerDuty shows no others. Empty for none.</summary>
    /// <value>Default: <c>image_url</c>.</value>
    public string ImageLabel { get; set; } = "image_url";

    /// <summary>An http proxy that makes the connections. It then resolves the names, so it, not this channel, has to refuse private addresses behind names. Read once at start.</summary>
    /// <value>Default: none; the environment's proxy is never used.</value>
    public string? ProxyUrl { get; set; }

    /// <summary>How long name resolution, connecting and the TLS handshake may take together. Read once at start.</summary>
    /// <value>Default: 5 seconds. From 100 milliseconds to 1 minute.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>After this time a connection is not used again, so that a changed name is seen. Read once at start.</summary>
    /// <value>Default: 2 minutes. From 1 second to 1 hour.</value>
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Says which account region is meant; never a key.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"PagerDuty {{ Region = {Region}, RoutingKeys = {RoutingKeys.Count + (RoutingKey is null ? 0 : 1)} }}";
}
