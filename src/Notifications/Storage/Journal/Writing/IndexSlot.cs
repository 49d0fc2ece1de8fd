namespace Notifications.Storage.Journal.Writing;

/// <summary>A live record of the journal, or a vacant place.</summary>
internal struct IndexSlot
{
    /// <summary>The record as a commit brought it; a <see cref="RestoredItem"/> where it was read at start and not changed since; null for a vacant place.</summary>
    public object? Record;

    /// <summary>An item's number, or a state's version.</summary>
    public long Id;

    public int Epoch;

    public int Waiting;

    public SlotKind Kind;
}
