using Notifications.History;
using Notifications.Routing;
using Notifications.Tracking;

namespace Notifications.Storage;

/// <summary>Which deliveries and decisions a search asks for. Cheap questions come first; what a search does not ask for is not looked at.</summary>
internal sealed class HistoryFilter
{
    private const int TraceIdAt = 3;
    private const int TraceIdLength = 32;
    private readonly HistorySearch _search;
    private readonly Glob? _type;
    private readonly long _eventNumber;
    private readonly long _fromTicks;
    private readonly long _toTicks;
    private readonly long _oldestTicks;
    private readonly uint _statuses;

    /// <summary>Compiles a search that was found good.</summary>
    /// <param name="search">The search.</param>
    /// <param name="oldestTicks">What was over before this point in time is not returned.</param>
    public HistoryFilter(HistorySearch search, long oldestTicks)
    {
        _search = search;
        _oldestTicks = oldestTicks;
        _type = search.EventType is { } type ? new Glob(type) : null;
        _eventNumber = NotificationId.TryParse(search.EventId, out var id) ? id.Value : 0;
        _fromTicks = search.From?.UtcTicks ?? long.MinValue;
        _toTicks = search.To?.UtcTicks ?? long.MaxValue;
        foreach (var status in search.Statuses)
            _statuses |= 1u << (int)status;
        AsksForEvent = search.TenantId is not null || _type is not null || search.EventId is not null || search.TraceId is not null;
        FitsDecisions = search.Destination is null && search.RecipientId is null && search.ProviderMessageId is null;
    }

    /// <summary>What is asked.</summary>
    public HistorySearch Search => _search;

    /// <summary>It asks for something that only the event knows.</summary>
    public bool AsksForEvent { get; }

    /// <summary>Decisions that made no delivery may fit.</summary>
    public bool FitsDecisions { get; }

    public static TrackingStatus StatusOf(WorkItem item, IDeliverySource delivery) =>
        TrackingRule.Of(delivery.State, delivery.LastReason, item.DueTicks != 0);

    public static string? TraceIdOf(NotificationEvent e) => TraceSpanOf(e) is { IsEmpty: false } trace ? trace.ToString() : null;

    public static ReadOnlySpan<char> TraceSpanOf(NotificationEvent e) =>
        e.TraceParent is { Length: >= TraceIdAt + TraceIdLength } parent ? parent.AsSpan(TraceIdAt, TraceIdLength) : default;

    public bool IsMatch(WorkItem item, IDeliverySource delivery)
    {
        var created = delivery.CreatedTicks;
        if (created < _fromTicks || created >= _toTicks || (delivery.FinishedTicks is var finished && finished != 0 && finished < _oldestTicks))
            return false;
        if (_search.Channel is { } channel && !string.Equals(item.ChannelName, channel, StringComparison.OrdinalIgnoreCase))
            return false;
        if (_statuses != 0 && !Fits(StatusOf(item, delivery)))
            return false;
        if (_search.Rule is { } rule && !string.Equals(delivery.Rule, rule, StringComparison.OrdinalIgnoreCase))
            return false;
        if (_search.Destination is { } destination && !SecretDestination.Fits(destination, delivery.Destination, StringComparison.OrdinalIgnoreCase))
            return false;
        if (_search.RecipientId is { } recipient && !string.Equals(delivery.RecipientId, recipient, StringComparison.Ordinal))
            return false;
        if (_search.ProviderMessageId is { } message && !string.Equals(delivery.ProviderMessageId, message, StringComparison.Ordinal))
            return false;
        if (_search.TenantId is { } tenant && !string.Equals(item.TenantId, tenant, StringComparison.Ordinal))
            return false;
        return !AsksForEvent || FitsEvent(item.EventId, delivery.Event);
    }

    /// <summary>Whether a decision fits, its event aside.</summary>
    public bool IsMatch(in DecisionRecord decision)
    {
        if (!FitsDecisions || decision.Ticks < _fromTicks || decision.Ticks >= _toTicks || decision.Ticks < _oldestTicks)
            return false;
        if (TrackingRule.OfDecision(decision.Reason) is not { } status || (_statuses != 0 && !Fits(status)))
            return false;
        return (_search.Channel is not { } channel || string.Equals(decision.Channel, channel, StringComparison.OrdinalIgnoreCase))
            && (_search.Rule is not { } rule || string.Equals(decision.Rule, rule, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether all that fits one decision's event fits.</summary>
    public bool IsMatch(in AcceptedEvent accepted) =>
        (_search.TenantId is not { } tenant || string.Equals(accepted.Event.TenantId ?? string.Empty, tenant, StringComparison.Ordinal))
        && FitsEvent(accepted.Id.Value, accepted.Event);

    private bool Fits(TrackingStatus status) => (_statuses & (1u << (int)status)) != 0;

    private bool FitsEvent(long number, NotificationEvent? e)
    {
        if (_search.EventId is { } id && number != _eventNumber && !string.Equals(e?.Id, id, StringComparison.Ordinal))
            return false;
        if (_type is not null && (e is null || !_type.IsMatch(e.Type)))
            return false;
        return _search.TraceId is not { } trace || (e is not null && TraceSpanOf(e).Equals(trace, StringComparison.OrdinalIgnoreCase));
    }
}
