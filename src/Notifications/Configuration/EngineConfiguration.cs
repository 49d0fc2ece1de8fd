using System.Collections.Frozen;
using Notifications.EventTypes;
using Notifications.Routing;
using Notifications.Suppression.Inhibition;
using Notifications.Suppression.Silences;

namespace Notifications.Configuration;

/// <summary>Everything that is configured, compiled: one immutable snapshot. Its options are read, never written.</summary>
internal sealed class EngineConfiguration
{
    private static readonly ChannelOptions Unconfigured = new();

    public static EngineConfiguration Empty { get; } = new();

    /// <summary>Rises by one with each load that succeeded; 0 before the first.</summary>
    public long Version { get; init; }

    public RuleSet Rules { get; init; } = RuleSet.Empty;

    /// <summary>The enabled limits, by name.</summary>
    public LimitDocument[] Limits { get; init; } = [];

    /// <summary>The enabled inhibitions; null when there is none.</summary>
    public InhibitionSet? Inhibitions { get; init; }

    /// <summary>The enabled fixed silences.</summary>
    public CompiledSilence[] Silences { get; init; } = [];

    public NotificationsOptions Engine { get; init; } = new();

    /// <summary>What is registered of event types, by their names.</summary>
    public EventTypeSet KnownTypes { get; init; } = EventTypeSet.Empty;

    /// <summary>The event types of CLR types.</summary>
    public EventTypeRegistry EventTypes { get; init; } = new([]);

    /// <summary>The options of every registered channel.</summary>
    public FrozenDictionary<string, ChannelOptions> Channels { get; init; } = FrozenDictionary<string, ChannelOptions>.Empty;

    /// <summary>The fallbacks of the channels that have some.</summary>
    public FrozenDictionary<string, CompiledTarget[]> ChannelFallbacks { get; init; } = FrozenDictionary<string, CompiledTarget[]>.Empty;

    /// <summary>The options of a channel; the defaults for one that is not registered.</summary>
    public ChannelOptions ForChannel(string name) => Channels.TryGetValue(name, out var options) ? options : Unconfigured;

    /// <summary>The category of a message: the rule's, else that of the event's type.</summary>
    public string? CategoryOf(CompiledRule? rule, NotificationEvent e) => rule?.Category ?? KnownTypes.Find(e.Type)?.Document.Category;

    public CompiledTarget[] FallbackOf(string channel) => ChannelFallbacks.TryGetValue(channel, out var targets) ? targets : [];
}
