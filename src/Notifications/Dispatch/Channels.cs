using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Notifications.Dispatch;

/// <summary>The channels by name.</summary>
/// <param name="all">Those that are configured.</param>
/// <param name="stand">Makes what stands for a channel that is not.</param>
internal sealed class Channels(IEnumerable<ChannelRuntime> all, Func<string, ChannelRuntime>? stand = null)
{
    private readonly FrozenDictionary<string, ChannelRuntime> _byName =
        all.ToFrozenDictionary(static c => c.Name, StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentDictionary<string, ChannelRuntime> _absent = new(StringComparer.OrdinalIgnoreCase);

    public static Channels None { get; } = new([]);

    public IReadOnlyList<ChannelRuntime> All => _byName.Values;

    /// <summary>Those that are not configured, and that the store has work for.</summary>
    public IEnumerable<ChannelRuntime> Absent => _absent.Values;

    /// <summary>All that may have work: the absent ones too.</summary>
    public IEnumerable<ChannelRuntime> Working => _absent.IsEmpty ? All : All.Concat(_absent.Values);

    public ChannelRuntime? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The channel, or what stands for it while it is not configured.</summary>
    public ChannelRuntime FindOrStand(string name) => Find(name) ?? _absent.GetOrAdd(name, stand ?? Nobody);

    private static ChannelRuntime Nobody(string name) => throw new InvalidOperationException($"There is no channel '{name}'.");
}
