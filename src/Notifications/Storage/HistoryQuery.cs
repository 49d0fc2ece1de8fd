namespace Notifications.Storage;

/// <summary>Gathers what is known of the events with one id, and puts it in order: events from the newest, with each its decisions, its finished and its live deliveries.</summary>
internal sealed class HistoryQuery
{
    private readonly string _idText;
    private readonly long _oldestTicks;
    private readonly Dictionary<long, AcceptedEvent> _events = [];
    private readonly SortedSet<long> _numbers = [];
    private readonly List<DecisionRecord> _decisions = [];
    private readonly HashSet<WorkItem> _finished = [];
    private readonly HashSet<WorkItem> _live = [];

    /// <summary>Begins a query.</summary>
    /// <param name="idText">The publisher's own id, or a UUID of ours.</param>
    /// <param name="oldestTicks">Records of the past before this point in time are not returned.</param>
    public HistoryQuery(string idText, long oldestTicks)
    {
        _idText = idText;
        _oldestTicks = oldestTicks;
        if (NotificationId.TryParse(idText, out var id))
            _numbers.Add(id.Value);
    }

    /// <summary>True when an event is known by which anything else could be found.</summary>
    public bool HasEvents => _numbers.Count != 0;

    /// <summary>Takes an event that has the id.</summary>
    /// <param name="accepted">Any event.</param>
    public void Offer(in AcceptedEvent accepted)
    {
        if (!string.Equals(accepted.Event.Id, _idText, StringComparison.Ordinal) && !_numbers.Contains(accepted.Id.Value))
            return;
        if (DateTimeOffset.UnixEpoch.Ticks + (accepted.Id.UnixMilliseconds * TimeSpan.TicksPerMillisecond) < _oldestTicks)
            return;

        // One that was accepted again, with a delivery that was requeued, says less of its way than the first time.
        if (!_events.TryGetValue(accepted.Id.Value, out var known) || known.Matches <= accepted.Matches)
            _events[accepted.Id.Value] = accepted;
        _numbers.Add(accepted.Id.Value);
    }

    /// <summary>Takes a decision of an event that was found.</summary>
    /// <param name="decision">Any decision.</param>
    public void Offer(in DecisionRecord decision)
    {
        if (decision.Ticks >= _oldestTicks && _numbers.Contains(decision.EventId))
            _decisions.Add(decision);
    }

    /// <summary>Takes a finished delivery of an event that was found.</summary>
    /// <param name="item">Any finished item.</param>
    public void OfferFinished(WorkItem item)
    {
        if (_numbers.Contains(item.EventId))
            _finished.Add(item);
    }

    /// <summary>Takes a live delivery of an event that was found.</summary>
    /// <param name="item">Any live item.</param>
    public void OfferLive(WorkItem item)
    {
        if (item.Kind == WorkItemKind.Delivery && _numbers.Contains(item.EventId))
            _live.Add(item);
    }

    /// <summary>Puts what was found in order. Called outside of all locks.</summary>
    /// <returns>The records.</returns>
    public List<HistoryRecord> ToRecords()
    {
        // One that finished between the two looks is found twice: finished is the later truth.
        _live.ExceptWith(_finished);
        _decisions.Sort(static (a, b) => a.Ticks.CompareTo(b.Ticks));
        var finished = ToDeliveries(_finished);
        finished.RemoveAll(d => (d.FinishedAt ?? d.CreatedAt).UtcTicks < _oldestTicks);
        var live = ToDeliveries(_live);
        List<HistoryRecord> records = [];
        foreach (var number in _numbers.Reverse())
        {
            if (_events.TryGetValue(number, out var accepted))
                records.Add(new HistoryRecord { Event = accepted });
            foreach (var decision in _decisions)
            {
                if (decision.EventId == number)
                    records.Add(new HistoryRecord { Decision = decision });
            }

            Append(records, finished, number);
            Append(records, live, number);
        }

        return records;
    }

    private static List<DeliveryRecord> ToDeliveries(HashSet<WorkItem> items)
    {
        List<DeliveryRecord> deliveries = [];
        foreach (var item in items)
        {
            if (item is IDeliverySource source)
                deliveries.Add(source.ToRecord());
        }

        deliveries.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        return deliveries;
    }

    private static void Append(List<HistoryRecord> records, List<DeliveryRecord> deliveries, long number)
    {
        foreach (var delivery in deliveries)
        {
            if (delivery.EventId == number)
                records.Add(new HistoryRecord { Delivery = delivery });
        }
    }
}
