using Notifications.Storage;

namespace Notifications.Dispatch;

/// <summary>What a worker does with an item it has taken.</summary>
internal interface IWorkHandler
{
    /// <summary>Handles one item to its end. Never throws: what goes wrong is an outcome.</summary>
    ValueTask HandleAsync(WorkItem item, Worker worker);
}
