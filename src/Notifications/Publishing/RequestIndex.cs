using Notifications.Audience;
using Notifications.Dispatch;
using Notifications.Storage;

namespace Notifications.Publishing;

/// <summary>Finds the live work of a request or batch, to cancel it. Holds nothing that is over.</summary>
internal sealed class RequestIndex
{
    private readonly Lock _sync = new();
    private readonly Dictionary<long, List<WorkItem>> _byRequest = [];
    private readonly Dictionary<(string Tenant, string Batch), HashSet<long>> _byBatch = [];

    public void Add(WorkItem item)
    {
        if (!IsRequested(item))
            return;
        lock (_sync)
        {
            if (!_byRequest.TryGetValue(item.EventId, out var items))
                _byRequest[item.EventId] = items = [];
            items.Add(item);
            if (BatchOf(item) is not { } batch)
                return;
            if (!_byBatch.TryGetValue(batch, out var requests))
                _byBatch[batch] = requests = [];
            requests.Add(item.EventId);
        }
    }

    public void Remove(WorkItem item)
    {
        if (!IsRequested(item))
            return;
        lock (_sync)
        {
            if (!_byRequest.TryGetValue(item.EventId, out var items))
                return;
            items.Remove(item);
            if (items.Count > 0)
                return;
            _byRequest.Remove(item.EventId);
            if (BatchOf(item) is not { } batch || !_byBatch.TryGetValue(batch, out var requests))
                return;
            requests.Remove(item.EventId);
            if (requests.Count == 0)
                _byBatch.Remove(batch);
        }
    }

    public WorkItem[] Find(long request)
    {
        lock (_sync)
            return _byRequest.TryGetValue(request, out var items) ? [.. items] : [];
    }

    public long[] FindBatch(string tenant, string batch)
    {
        lock (_sync)
            return _byBatch.TryGetValue((tenant, batch), out var requests) ? [.. requests] : [];
    }

    private static bool IsRequested(WorkItem item) => item switch
    {
        Delivery delivery => (delivery.Flags & DeliveryFlags.Requested) != 0,
        Expansion expansion => expansion.IsRequest,
        _ => false,
    };

    // A batch is its tenant's: the same name elsewhere is another one.
    private static (string Tenant, string Batch)? BatchOf(WorkItem item) =>
        (item is Expansion search ? search.BatchId : (item as Delivery)?.Details?.BatchId) is { } batch ? (item.TenantId, batch) : null;
}
