namespace Notifications.Storage.Journal.Reading;

/// <summary>What stands behind the last good frame of the last segment.</summary>
internal enum TailKind
{
    /// <summary>Nothing: the file ends, or is zero to its end.</summary>
    Clean,

    /// <summary>A write that was cut off before it was confirmed.</summary>
    Torn,

    /// <summary>A hole with good commits behind it, in a segment that was written without confirmations: a power failure leaves such, and so does damage.</summary>
    Holed,

    /// <summary>Something that was confirmed, and is damaged.</summary>
    Rotten,
}
