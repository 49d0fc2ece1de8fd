namespace Notifications.Storage.Journal;

/// <summary>The bytes of a live item that was read at start and not changed since. What they mean is found out when somebody asks, and kept then.</summary>
/// <param name="payload">The bytes.</param>
/// <param name="e">The item's event; null when it is not known.</param>
internal sealed class RestoredItem(ReadOnlyMemory<byte> payload, NotificationEvent? e)
{
    private WorkItem? _item;

    public WorkItem Read(IRecordDecoder decoder)
    {
        if (_item is not null)
            return _item;
        _item = decoder.ReadItem(WorkItemKind.Delivery, payload.Span);
        if (e is not null)
            (_item as IDeliverySource)?.Attach(e);
        return _item;
    }
}
