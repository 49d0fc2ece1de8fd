using Notifications.Aggregation;
using Notifications.Audience;
using Notifications.Dispatch;
using Notifications.Operations;
using Notifications.Policy;
using Notifications.Storage;
using Notifications.Suppression;
using Notifications.Suppression.Holds;
using Notifications.Suppression.Silences;

namespace Notifications.Hosting;

/// <summary>Reads records without an engine around them: for stores that keep bytes and are asked what they mean.</summary>
internal sealed class RecordDecoder : IRecordDecoder
{
    private static readonly NotificationEvent NoEvent = new() { Type = "(stored)" };

    public WorkItem ReadItem(WorkItemKind kind, ReadOnlySpan<byte> payload) => kind == WorkItemKind.Delivery
        ? new StoredWork(payload.ToArray())
        : ExpansionFormat.Read(payload, static _ => NoEvent, static id => new ContentRecord(id, new NotificationContent { Subject = string.Empty, Text = string.Empty }));

    public KeyedState ReadState(StateKind kind, ReadOnlySpan<byte> payload) => kind switch
    {
        StateKind.Alert => AlertFormat.Read(payload),
        StateKind.Debounce => AggregationFormat.ReadDebounce(payload),
        StateKind.Batch => AggregationFormat.ReadBatch(payload),
        StateKind.DeadLetter => DeadLetterFormat.Read(payload),
        StateKind.Limit => PolicyFormat.ReadLimit(payload),
        StateKind.SentContent => PolicyFormat.ReadSentContent(payload),
        StateKind.DisabledDestination => PolicyFormat.ReadDisabledDestination(payload),
        StateKind.Silence => SilenceFormat.Read(payload),
        StateKind.HeldAlert => HoldFormat.ReadHeld(payload),
        StateKind.Rule => Routing.RuleFormat.Read(payload),
        StateKind.InhibitingAlert => HoldFormat.ReadInhibiting(payload),
        _ => throw new InvalidDataException($"The store has a state of kind {(int)kind}, which this release does not know: run the release that wrote it."),
    };
}
