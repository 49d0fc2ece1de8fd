namespace Notifications.Conformance.Storage.Disk;

/// <summary>What a journal does to a disk.</summary>
internal enum DiskOperation
{
    Create,
    Open,
    Rename,
    Delete,
    FlushDirectory,
    Write,
    Truncate,
    Flush,
}
