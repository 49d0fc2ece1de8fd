using Notifications.Conformance.Storage;
using Notifications.History;

namespace Notifications.Storage;

/// <summary>What a search has to find, in the simplest words: all that was ever there, asked one by one.</summary>
internal sealed class HistoryModel
{
    private readonly List<Row> _rows = [];

    public IReadOnlyList<Row> Rows => _rows;

    public void Add(TestItem item, NotificationEvent e) => _rows.Add(new Row(new HistoryPosition(item.CreatedTicks, item.Id), e, item, null));

    public void Add(DecisionRecord decision, NotificationEvent e) => _rows.Add(new Row(new HistoryPosition(decision.Ticks, decision.EventId), e, null, decision));

    public List<Row> Find(HistorySearch s) =>
        [.. _rows.Where(r => IsMatch(s, r)).OrderByDescending(r => r.Position.Ticks).ThenByDescending(r => r.Position.Id)];

    private static bool IsMatch(HistorySearch s, Row r)
    {
        var status = r.Item is { } item
            ? item.FinishedAt is not null ? TrackingStatus.Delivered : item.LastReason == DecisionReason.RetryScheduled ? TrackingStatus.Retrying : TrackingStatus.Queued
            : r.Decision!.Value.Reason == DecisionReason.LimitDropped ? TrackingStatus.Throttled : TrackingStatus.Debounced;
        return (s.TenantId is null || (r.Event.TenantId ?? "") == s.TenantId)
            && (s.Channel is null || (r.Item?.Channel ?? r.Decision?.Channel) == s.Channel)
            && (s.Statuses.Count == 0 || s.Statuses.Contains(status))
            && (s.EventType is null || (s.EventType.EndsWith('*') ? r.Event.Type.StartsWith(s.EventType[..^1], StringComparison.Ordinal) : r.Event.Type == s.EventType))
            && (s.EventId is null || r.Event.Id == s.EventId)
            && (s.Destination is null || r.Item?.Destination == s.Destination)
            && (s.RecipientId is null || r.Item?.RecipientId == s.RecipientId)
            && (s.Rule is null || (r.Item?.Rule ?? r.Decision?.Rule) == s.Rule)
            && (s.TraceId is null || r.Event.TraceParent?.Contains(s.TraceId, StringComparison.Ordinal) == true)
            && (s.ProviderMessageId is null || r.Item?.ProviderMessageId == s.ProviderMessageId)
            && (s.From is null || r.Position.Ticks >= s.From.Value.UtcTicks)
            && (s.To is null || r.Position.Ticks < s.To.Value.UtcTicks);
    }

    internal sealed record Row(HistoryPosition Position, NotificationEvent Event, TestItem? Item, DecisionRecord? Decision);
}
