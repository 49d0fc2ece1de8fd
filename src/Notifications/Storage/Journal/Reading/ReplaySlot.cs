using Notifications.Storage.Journal.Format;

namespace Notifications.Storage.Journal.Reading;

/// <summary>What a slot holds at the end of a replay.</summary>
internal struct ReplaySlot
{
    /// <summary>Where the latest entry of the record is; 0 for a vacant slot.</summary>
    public long Location;

    /// <summary>An item's number, or a state's version.</summary>
    public long Id;

    /// <summary>The event that an item belongs to.</summary>
    public long EventId;

    /// <summary>The only content that an item refers to, or 0; several are in <see cref="MoreContents"/>.</summary>
    public long Content;

    public long[]? MoreContents;

    public int Epoch;

    public int Waiting;

    public EntryKind Kind;

    public byte Sub;
}
