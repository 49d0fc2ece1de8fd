using System.Collections.Frozen;

namespace Notifications.Dispatch;

/// <summary>The channels by name.</summary>
internal sealed class Channels(IEnumerable<ChannelRuntime> all)
{
    private readonly FrozenDictionary<string, ChannelRuntime> _byName =
        all.ToFrozenDictionary(static c => c.Name, StringComparer.OrdinalIgnoreCase);

    public static Channels None { get; } = new([]);

    public IReadOnlyList<ChannelRuntime> All => _byName.Values;

    public ChannelRuntime? Find(string name) => _byName.GetValueOrDefault(name);
}
