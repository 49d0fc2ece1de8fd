using Notifications.Suppression.Holds;

namespace Notifications.Suppression.Inhibition;

/// <summary>What is equal in the labels of an inhibition, within one tenant: its sources, and the targets that they hold.</summary>
internal sealed class InhibitionGroup(GroupKey key, int slots) : Holder
{
    public GroupKey Key { get; } = key;

    public SourceSlot[] Slots { get; } = [.. Enumerable.Range(0, slots).Select(static _ => new SourceSlot())];

    public bool IsEmpty => Holding == 0 && Array.TrueForAll(Slots, static s => s.IsEmpty);
}
