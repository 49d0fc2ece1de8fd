namespace Notifications.Storage.Journal.Writing;

/// <summary>A live record of the journal, or a vacant place.</summary>
internal struct IndexSlot
{
    /// <summary>The record as a commit brought it, or as it was made at start; a <see cref="RestoredItem"/> where nobody took it; null for a vacant place.</summary>
    public object? Record;

    /// <summary>An item's number, or a state's version.</summary>
    public long Id;

    public int Epoch;

    public int Waiting;

    public SlotKind Kind;

    /// <summary>The bytes of its last entry.</summary>
    public int Bytes;

    /// <summary>The bytes of an item's event and contents, which a dead letter repeats.</summary>
    public int Shared;
}
