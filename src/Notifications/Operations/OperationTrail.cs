namespace Notifications.Operations;

/// <summary>Who was first: the last operations of this process, by delivery. The audit has them all.</summary>
internal sealed class OperationTrail
{
    private const int Capacity = 10_000;

    private readonly Lock _sync = new();
    private readonly Dictionary<long, HandledDelivery> _handled = [];
    private readonly Queue<long> _order = new();

    public void Add(long deliveryId, HandledDelivery handled)
    {
        lock (_sync)
        {
            if (!_handled.ContainsKey(deliveryId))
                _order.Enqueue(deliveryId);
            _handled[deliveryId] = handled;
            while (_order.Count > Capacity)
                _handled.Remove(_order.Dequeue());
        }
    }

    public HandledDelivery? Find(long deliveryId)
    {
        lock (_sync)
            return _handled.GetValueOrDefault(deliveryId);
    }
}
