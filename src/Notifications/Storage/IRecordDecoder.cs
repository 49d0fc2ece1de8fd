namespace Notifications.Storage;

/// <summary>Makes records from the bytes that they wrote of themselves: the other side of <see cref="StoreRecord.WriteTo"/>.</summary>
internal interface IRecordDecoder
{
    /// <summary>Reads a work item.</summary>
    /// <param name="kind">What kind of work it is.</param>
    /// <param name="payload">Its bytes.</param>
    /// <returns>The item.</returns>
    /// <exception cref="InvalidDataException">The bytes are damaged or of a later release.</exception>
    WorkItem ReadItem(WorkItemKind kind, ReadOnlySpan<byte> payload);

    /// <summary>Reads a keyed state.</summary>
    /// <param name="kind">What kind of state it is.</param>
    /// <param name="payload">Its bytes.</param>
    /// <returns>The state.</returns>
    /// <exception cref="InvalidDataException">The bytes are damaged or of a later release.</exception>
    KeyedState ReadState(StateKind kind, ReadOnlySpan<byte> payload);
}
