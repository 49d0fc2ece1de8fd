namespace Notifications.Storage;

/// <summary>A change to a work item.</summary>
/// <param name="Item">The item with its new values.</param>
/// <param name="Kind">What happens to it.</param>
public readonly record struct ItemChange(WorkItem Item, ChangeKind Kind);
