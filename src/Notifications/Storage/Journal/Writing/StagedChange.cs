namespace Notifications.Storage.Journal.Writing;

/// <summary>A change to a record as it was when its batch was handed over.</summary>
/// <param name="Record">The record.</param>
/// <param name="Kind">What happens to it.</param>
/// <param name="Id">An item's number, or a state's version.</param>
/// <param name="Epoch">An item's epoch.</param>
/// <param name="Waiting">The events that wait in it.</param>
/// <param name="EntryAt">Where its entry begins in the request's bytes.</param>
/// <param name="EntryBytes">How long its entry is.</param>
internal readonly record struct StagedChange(StoreRecord Record, ChangeKind Kind, long Id, int Epoch, int Waiting, int EntryAt, int EntryBytes)
{
    public bool IsItem => Record is WorkItem;

    public bool IsUnversioned => Record is KeyedState && Id == 0;
}
