using Notifications.Storage;

namespace Notifications.Tracking;

/// <summary>Puts the trace of an event together from the store's history.</summary>
internal static class TraceReader
{
    /// <param name="store">The store.</param>
    /// <param name="eventId">The text of the id.</param>
    /// <param name="tenantId">The tenant; null for that of the newest event with the id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async ValueTask<NotificationTrace?> ReadAsync(INotificationStore store, string eventId, string? tenantId, CancellationToken cancellationToken)
    {
        AcceptedEvent? head = null;
        var own = new HashSet<long>();
        var decisions = new List<DecisionRecord>();
        var deliveries = new List<DeliveryRecord>();
        await foreach (var record in store.ReadHistoryAsync(eventId, cancellationToken).ConfigureAwait(false))
        {
            // Each event comes before what belongs to it, the newest first.
            if (record.Event is { } accepted)
            {
                var tenant = accepted.Event.TenantId ?? string.Empty;
                tenantId ??= tenant;
                if (!string.Equals(tenant, tenantId, StringComparison.Ordinal))
                    continue;
                own.Add(accepted.Id.Value);
                head ??= accepted;
            }
            else if (record.Decision is { } decision && own.Contains(decision.EventId))
            {
                decisions.Add(decision);
            }
            else if (record.Delivery is { } delivery && own.Contains(delivery.EventId))
            {
                deliveries.Add(delivery);
            }
        }

        if (head is not { } newest)
            return null;
        decisions.Sort(static (a, b) => a.Ticks.CompareTo(b.Ticks));
        deliveries.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        return new NotificationTrace { Event = newest, Decisions = decisions, Deliveries = deliveries };
    }
}
