using Notifications.Audience;
using Notifications.Dispatch;
using Notifications.Publishing;
using Notifications.Storage;
using Notifications.Suppression;

namespace Notifications.Hosting;

/// <summary>Makes work again of what one thread of the store reads. What is common to neighbours is looked up once.</summary>
internal sealed class RecoveredItems(EngineContext engine, RecoveredRecords records) : ILiveItemSink
{
    private readonly StoredDelivery _stored = new();
    private readonly List<Delivery> _deliveries = [];
    private bool _isOutOfOrder;
    private NotificationEvent? _event;
    private long _eventNumber;
    private long _lastId;
    private ContentRecord? _content;
    private ChannelRuntime? _channel;

    public List<Expansion> Expansions { get; } = [];

    /// <summary>Those of the deliveries that were under way.</summary>
    public List<Delivery> Interrupted { get; } = [];

    public WorkItem? Take(WorkItemKind kind, ReadOnlySpan<byte> payload, int slot)
    {
        if (kind == WorkItemKind.Delivery)
            return TakeDelivery(payload, slot);
        var expansion = ExpansionFormat.Read(payload, Event, records.FindContent);
        expansion.StoreSlot = slot;
        Expansions.Add(expansion);
        return expansion;
    }

    /// <summary>The deliveries by their numbers. Files are read from their beginning on, so that they come in order but for those that were changed.</summary>
    public List<Delivery> InOrder()
    {
        if (_isOutOfOrder)
            _deliveries.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        _isOutOfOrder = false;
        return _deliveries;
    }

    private Delivery TakeDelivery(ReadOnlySpan<byte> payload, int slot)
    {
        var stored = _stored;
        DeliveryFormat.Read(payload, stored);
        if (!ReferenceEquals(_channel?.Name, stored.Channel))
        {
            _channel = engine.Channels.FindOrStand(stored.Channel);
            stored.Channel = _channel.Name;
        }

        var e = Event(stored.EventNumber);
        var delivery = stored.ToDelivery(e, _channel, Content(stored.ContentId), stored.IsTracked ? FindAlert(e) : null);
        delivery.StoreSlot = slot;
        _isOutOfOrder |= delivery.Id < _lastId;
        _lastId = delivery.Id;
        _deliveries.Add(delivery);
        if (stored.State != DeliveryState.Leased)
            return delivery;
        delivery.LeasedTicks = stored.LeasedTicks;
        Interrupted.Add(delivery);
        return delivery;
    }

    private AlertState? FindAlert(NotificationEvent e)
    {
        var identity = EventIdentity.Of(e);
        return engine.Stripes[identity].FindAlert(identity);
    }

    private NotificationEvent Event(long number)
    {
        if (_event is null || _eventNumber != number)
            (_event, _eventNumber) = (records.FindEvent(number), number);
        return _event;
    }

    private ContentRecord? Content(long id)
    {
        if (id == 0)
            return null;
        if (_content?.Id != id)
            _content = records.FindContent(id);
        return _content;
    }
}
