namespace Notifications.Storage;

/// <summary>Takes up the live work items that one thread of a store reads back.</summary>
public interface ILiveItemSink
{
    /// <summary>Takes an item.</summary>
    /// <param name="kind">What kind of work it is.</param>
    /// <param name="payload">Its bytes, as it wrote itself; valid during the call.</param>
    /// <param name="slot">The <see cref="StoreRecord.StoreSlot"/> that it is to carry.</param>
    /// <returns>The item made of it, which a store may keep in place of the bytes; null when it was not taken, and stays stored.</returns>
    WorkItem? Take(WorkItemKind kind, ReadOnlySpan<byte> payload, int slot);
}
