namespace Notifications.Storage;

/// <summary>What a stored record is.</summary>
public enum StoredRecordKind : byte
{
    /// <summary>An accepted event that live work refers to.</summary>
    Event = 1,

    /// <summary>Content that live deliveries refer to.</summary>
    Content = 2,

    /// <summary>A keyed state, as <see cref="KeyedState"/> wrote itself.</summary>
    State = 3,

    /// <summary>A work item, as <see cref="WorkItem"/> wrote itself.</summary>
    Item = 4,
}
