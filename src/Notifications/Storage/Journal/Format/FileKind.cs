namespace Notifications.Storage.Journal.Format;

/// <summary>What a file of the journal is. The numbers are stored.</summary>
internal enum FileKind : byte
{
    /// <summary>Commits in their order.</summary>
    Segment = 1,

    /// <summary>All that was live before a segment began.</summary>
    Checkpoint = 2,

    /// <summary>A note of which segment is the newest.</summary>
    Head = 3,
}
