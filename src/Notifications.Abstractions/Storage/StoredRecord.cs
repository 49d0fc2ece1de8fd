namespace Notifications.Storage;

/// <summary>A live record as read back.</summary>
public sealed class StoredRecord
{
    /// <summary>What it is.</summary>
    public required StoredRecordKind Kind { get; init; }

    /// <summary>The event, when it is one.</summary>
    public AcceptedEvent Event { get; init; }

    /// <summary>The content, when it is one.</summary>
    public ContentRecord? Content { get; init; }

    /// <summary>The kind of state, when it is one.</summary>
    public StateKind StateKind { get; init; }

    /// <summary>The kind of work, when it is some.</summary>
    public WorkItemKind ItemKind { get; init; }

    /// <summary>A state's or item's bytes, as it wrote itself.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>A state's stored version.</summary>
    public long Version { get; init; }

    /// <summary>The <see cref="StoreRecord.StoreSlot"/> that the record read from it is to carry.</summary>
    public int StoreSlot { get; init; }
}
