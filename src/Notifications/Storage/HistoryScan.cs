using Notifications.History;

namespace Notifications.Storage;

/// <summary>One search under way: takes all that a store has, keeps the newest that fit, and makes entries of them at the end.</summary>
/// <remarks>A store offers live deliveries first, then finished ones: one that ends meanwhile is then found twice rather than not at all. Fastest when offered newest first.</remarks>
internal sealed class HistoryScan(HistoryFilter filter, HistoryPosition? before, int limit)
{
    private readonly PriorityQueue<HistoryPosition, HistoryPosition> _oldestFirst = new();
    private readonly Dictionary<HistoryPosition, object> _found = [];
    private readonly HashSet<long> _candidates = [];
    private readonly HashSet<long> _events = [];
    private readonly Dictionary<long, AcceptedEvent> _named = [];
    private readonly long _lastTicks = Math.Min(before?.Ticks ?? long.MaxValue, (filter.Search.To?.UtcTicks ?? long.MaxValue) - 1);
    private long _floorTicks = filter.Search.From?.UtcTicks ?? long.MinValue;
    private int _unnamed;

    /// <summary>What is asked.</summary>
    public HistorySearch Search => filter.Search;

    /// <summary>Decisions can fit only by their events: they are offered as candidates first, then the events, then the decisions themselves.</summary>
    public bool NeedsCandidates => filter.FitsDecisions && filter.AsksForEvent;

    /// <summary>There are candidates whose event was not seen.</summary>
    public bool HasCandidates => _candidates.Count > 0;

    /// <summary>Decisions can fit at all.</summary>
    public bool NeedsDecisions => filter.FitsDecisions && (!filter.AsksForEvent || _events.Count > 0);

    /// <summary>Entries were found that have no event yet.</summary>
    public bool NeedsNames => _unnamed > 0;

    /// <summary>Whether what was created then has a place among what is wanted.</summary>
    public bool IsWanted(long createdTicks) => createdTicks <= _lastTicks && createdTicks >= _floorTicks;

    /// <summary>Takes a delivery.</summary>
    public void Offer(WorkItem item)
    {
        if (item is not IDeliverySource delivery)
            return;
        var ticks = delivery.CreatedTicks;
        if (!IsWanted(ticks) || !filter.IsMatch(item, delivery))
            return;
        Add(new HistoryPosition(ticks, item.Id), item);
    }

    /// <summary>Takes a decision that fits if its event does.</summary>
    public void OfferCandidate(in DecisionRecord decision)
    {
        if (MayFit(decision))
            _candidates.Add(decision.EventId);
    }

    /// <summary>Takes an event, that candidates may belong to.</summary>
    public void Offer(in AcceptedEvent accepted)
    {
        if (_candidates.Remove(accepted.Id.Value) && filter.IsMatch(accepted))
            _events.Add(accepted.Id.Value);
    }

    /// <summary>Takes a decision, after all events.</summary>
    public void Offer(in DecisionRecord decision)
    {
        if (!MayFit(decision) || (filter.AsksForEvent && !_events.Contains(decision.EventId)))
            return;
        Add(new HistoryPosition(decision.Ticks, decision.EventId, PartOf(decision)), decision);
    }

    /// <summary>Says which events the decisions that were found belong to. Called when all decisions were offered.</summary>
    public void AskForNames()
    {
        foreach (var found in _found.Values)
        {
            if (found is DecisionRecord decision)
                _named[decision.EventId] = default;
        }

        _unnamed = _named.Count;
    }

    /// <summary>Takes an event after <see cref="AskForNames"/>.</summary>
    public void Name(in AcceptedEvent accepted)
    {
        if (!_named.TryGetValue(accepted.Id.Value, out var known) || known.Event is not null)
            return;
        _named[accepted.Id.Value] = accepted;
        _unnamed--;
    }

    /// <summary>Makes the entries, newest first. Called outside of all locks.</summary>
    public List<HistoryEntry> ToEntries()
    {
        var positions = _found.Keys.ToArray();
        Array.Sort(positions, static (a, b) => b.CompareTo(a));
        var entries = new List<HistoryEntry>(positions.Length);
        foreach (var position in positions)
            entries.Add(_found[position] is WorkItem item ? ToEntry(position, item, (IDeliverySource)item) : ToEntry(position, (DecisionRecord)_found[position]));
        return entries;
    }

    private bool MayFit(in DecisionRecord decision) => IsWanted(decision.Ticks) && filter.IsMatch(decision);

    // Decisions of one event at one instant differ by what they say.
    private static long PartOf(in DecisionRecord decision)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in decision.Rule.AsSpan())
            hash = (hash ^ c) * 1099511628211UL;
        hash = (hash ^ 0x1_0000) * 1099511628211UL;
        foreach (var c in decision.Channel.AsSpan())
            hash = (hash ^ c) * 1099511628211UL;
        hash = (hash ^ (ulong)decision.Reason) * 1099511628211UL;
        hash = (hash ^ (ulong)decision.RelatedId) * 1099511628211UL;
        return (long)(hash | 1);
    }

    private void Add(HistoryPosition position, object found)
    {
        if (before is { } end && position.CompareTo(end) >= 0)
            return;
        if (!_found.TryAdd(position, found))
        {
            // Found live a moment ago, and finished now: that is the later truth, unless it was begun anew.
            if (found is not WorkItem { Epoch: var epoch } || _found[position] is not WorkItem known || epoch >= known.Epoch)
                _found[position] = found;
            return;
        }

        _oldestFirst.Enqueue(position, position);
        if (_found.Count > limit)
            _found.Remove(_oldestFirst.Dequeue());
        if (_found.Count == limit)
            _floorTicks = Math.Max(_floorTicks, _oldestFirst.Peek().Ticks);
    }

    private HistoryEntry ToEntry(HistoryPosition position, WorkItem item, IDeliverySource delivery)
    {
        var e = delivery.Event;
        return new HistoryEntry
        {
            Position = position,
            Status = HistoryFilter.StatusOf(item, delivery),
            CreatedAt = new DateTimeOffset(position.Ticks, TimeSpan.Zero),
            TenantId = item.TenantId,
            EventId = e?.Id ?? new NotificationId(item.EventId, new DateTimeOffset(delivery.AcceptedTicks, TimeSpan.Zero)).ToString(),
            EventType = e?.Type,
            Subject = e?.Subject,
            Severity = e?.Severity ?? default,
            TraceId = e is null ? null : HistoryFilter.TraceIdOf(e),
            RecipientId = delivery.RecipientId,
            Delivery = delivery.ToRecord(),
        };
    }

    private HistoryEntry ToEntry(HistoryPosition position, DecisionRecord decision)
    {
        var accepted = _named.GetValueOrDefault(decision.EventId);
        var e = accepted.Event;
        return new HistoryEntry
        {
            Position = position,
            Status = Tracking.TrackingRule.OfDecision(decision.Reason).GetValueOrDefault(),
            CreatedAt = new DateTimeOffset(position.Ticks, TimeSpan.Zero),
            TenantId = e?.TenantId ?? string.Empty,
            EventId = e is null ? null : accepted.GetIdText(),
            EventType = e?.Type,
            Subject = e?.Subject,
            Severity = e?.Severity ?? default,
            TraceId = e is null ? null : HistoryFilter.TraceIdOf(e),
            Decision = decision,
        };
    }
}
