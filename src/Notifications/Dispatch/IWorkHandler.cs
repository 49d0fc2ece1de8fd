using Notifications.Storage;

namespace Notifications.Dispatch;

/// <summary>What a worker does with an item it has taken.</summary>
internal interface IWorkHandler
{
    /// <summary>Handles one item to its end. Never throws: what goes wrong is an outcome.</summary>
    ValueTask HandleAsync(WorkItem item, Worker worker);

    /// <summary>Handling it threw, by a bug: reports it, and sees to it that the item is not lost.</summary>
    void Fail(WorkItem item, Exception error);
}
