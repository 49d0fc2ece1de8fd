using Notifications.Storage;

namespace Notifications.Dispatch;

/// <summary>A place in a queue: valid as long as the item's epoch is the one it had when it was queued.</summary>
internal readonly record struct LaneEntry(WorkItem Item, int Epoch)
{
    public bool IsCurrent => Item.Epoch == Epoch;

    /// <summary>It is the place in which its item waits; another one of the same item, or of one that is over, is of no use. Under the queue's lock.</summary>
    public bool IsQueued => Item.QueuedEpoch == Epoch;
}
