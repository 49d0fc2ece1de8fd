namespace Notifications.Storage.Journal.Reading;

/// <summary>What stands behind the last good frame of the last segment.</summary>
internal enum TailKind
{
    /// <summary>Nothing: the file ends, or is zero to its end.</summary>
    Clean,

    /// <summary>A write that was cut off before it was confirmed.</summary>
    Torn,

    /// <summary>Something that was confirmed, and is damaged.</summary>
    Rotten,

    /// <summary>Writes that were never confirmed, and of which a crash of the machine has kept later ones only.</summary>
    Holed,
}
