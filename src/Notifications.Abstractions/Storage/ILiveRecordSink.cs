namespace Notifications.Storage;

/// <summary>Takes up what a store reads back at a start: first events and content, then states, then items.</summary>
public interface ILiveRecordSink
{
    /// <summary>Takes an event that live work refers to.</summary>
    /// <param name="accepted">The event.</param>
    void Take(in AcceptedEvent accepted);

    /// <summary>Takes content that live deliveries refer to.</summary>
    /// <param name="content">The content.</param>
    void Take(ContentRecord content);

    /// <summary>Takes a state.</summary>
    /// <param name="kind">What kind of state it is.</param>
    /// <param name="payload">Its bytes, as it wrote itself; valid during the call.</param>
    /// <param name="version">Its stored version.</param>
    /// <param name="slot">The <see cref="StoreRecord.StoreSlot"/> that it is to carry.</param>
    void Take(StateKind kind, ReadOnlySpan<byte> payload, long version, int slot);

    /// <summary>Begins to take items; asked for when all else was taken. A store that reads with several threads asks once for each.</summary>
    /// <returns>What takes the items of one thread.</returns>
    ILiveItemSink BeginItems();
}
