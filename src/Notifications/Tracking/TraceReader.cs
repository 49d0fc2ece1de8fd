using Notifications.Storage;

namespace Notifications.Tracking;

/// <summary>Puts the trace of an event together from the store's history.</summary>
internal static class TraceReader
{
    public static async ValueTask<NotificationTrace?> ReadAsync(INotificationStore store, string eventId, CancellationToken cancellationToken)
    {
        AcceptedEvent? head = null;
        var decisions = new List<DecisionRecord>();
        var deliveries = new List<DeliveryRecord>();
        await foreach (var record in store.ReadHistoryAsync(eventId, cancellationToken).ConfigureAwait(false))
        {
            head ??= record.Event;
            if (record.Decision is { } decision)
                decisions.Add(decision);
            if (record.Delivery is { } delivery)
                deliveries.Add(delivery);
        }

        if (head is not { } accepted)
            return null;
        decisions.Sort(static (a, b) => a.Ticks.CompareTo(b.Ticks));
        deliveries.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        return new NotificationTrace { Event = accepted, Decisions = decisions, Deliveries = deliveries };
    }
}
