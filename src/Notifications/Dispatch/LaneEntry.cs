using Notifications.Storage;

namespace Notifications.Dispatch;

/// <summary>A place in a queue: valid as long as the item's epoch is the one it had when it was queued.</summary>
internal readonly record struct LaneEntry(WorkItem Item, int Epoch)
{
    public bool IsCurrent => Item.Epoch == Epoch;
}
