namespace Notifications.Storage;

/// <summary>A finished delivery in the history, with the stamp of its number beside it.</summary>
/// <param name="Item">The delivery.</param>
/// <param name="Stamp">What <see cref="SearchIndex.StampOf"/> says.</param>
internal readonly record struct FinishedItem(WorkItem? Item, int Stamp);
