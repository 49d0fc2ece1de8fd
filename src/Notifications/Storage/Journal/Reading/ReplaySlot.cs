namespace Notifications.Storage.Journal.Reading;

/// <summary>Where the record of a slot stands, and what it refers to: known at the end of a replay, and no more needed when its records were read.</summary>
internal struct ReplaySlot
{
    /// <summary>Where the latest entry of the record is; 0 for a vacant slot.</summary>
    public long Location;

    /// <summary>The event that an item belongs to.</summary>
    public long EventId;

    /// <summary>The only content that an item refers to, or 0 where there is none, or several.</summary>
    public long Content;
}
