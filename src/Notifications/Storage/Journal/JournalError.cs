namespace Notifications.Storage.Journal;

/// <summary>Why a journal cannot be opened.</summary>
public enum JournalError
{
    /// <summary>Another process has it. Stop that one, or use another directory.</summary>
    Locked,

    /// <summary>Bytes that were safely on disk have changed or are missing. Restore the directory from a backup, or set <see cref="JournalOptions.ContinueWithLoss"/>.</summary>
    Damaged,

    /// <summary>A later release has written it. Run that release.</summary>
    Newer,

    /// <summary>The disk has no room for even the smallest segment. Free some.</summary>
    DiskFull,

    /// <summary>The disk or the directory does not let itself be read or written.</summary>
    Inaccessible,
}
