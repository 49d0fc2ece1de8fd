using System.Diagnostics.CodeAnalysis;
using Notifications.PagerDuty.Events;

namespace Notifications.PagerDuty;

/// <summary>The options of a channel, compiled once. Replaced as a whole when they change.</summary>
internal sealed class PagerDutyAccount
{
    private readonly string? _key;
    private readonly Dictionary<string, string> _keys;

    public PagerDutyAccount(PagerDutyOptions options)
    {
        Url = EventsUrlRule.TryParse(options, out var url, out var error) ? url : throw new FormatException("Url: " + error);
        _key = options.RoutingKey;
        _keys = new(options.RoutingKeys, StringComparer.OrdinalIgnoreCase);
        Writer = new EventWriter(options);
    }

    public Uri Url { get; }

    public EventWriter Writer { get; }

    /// <summary>The destination is a name of the options, not a key.</summary>
    public bool IsName(string destination) => _keys.ContainsKey(destination);

    /// <summary>Finds the key of the service that a message goes to.</summary>
    public bool TryFindKey(string? destination, [NotNullWhen(true)] out string? key, [NotNullWhen(false)] out DeliveryResult? refused)
    {
        refused = null;
        if (destination is null)
            key = _key;
        else if (!_keys.TryGetValue(destination, out key))
            key = RoutingKeyRule.IsKey(destination) ? destination : null;
        if (key is not null)
            return true;

        // It may be a key with a typing error, so it is not repeated.
        refused = DeliveryResult.Rejected(RejectionKind.Configuration, destination is null
            ? "The message names no destination and the channel has no RoutingKey. Set one of both."
            : "The destination is neither a name in RoutingKeys nor an integration key of 32 letters and digits.");
        return false;
    }
}
