using System.Buffers;

namespace Notifications.Conformance.Storage;

/// <summary>A work item with nothing in it but what the contract asks for.</summary>
internal sealed class TestItem(WorkItemKind kind, long eventId) : WorkItem, IDeliverySource
{
    public override WorkItemKind Kind => kind;

    public override long EventId => eventId;

    public override string TenantId => string.Empty;

    public override string? ChannelName => "test";

    public override IReadOnlyList<long> ContentIds => Content == 0 ? [] : [Content];

    public long Content { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    public override void WriteTo(IBufferWriter<byte> writer)
    {
        var record = new RecordWriter(writer);
        record.Byte(1);
        record.Int(Id);
        record.Int(eventId);
        record.Int(Content);
        record.Int(Epoch);
        record.Byte((byte)Lane);
        record.Fixed64(DueTicks);
        record.OptionalTime(FinishedAt);
    }

    public DeliveryRecord ToRecord() => new()
    {
        Id = new NotificationId(Id, DateTimeOffset.UnixEpoch),
        EventId = eventId,
        Channel = "test",
        State = FinishedAt is null ? DeliveryState.Ready : DeliveryState.Delivered,
        FinishedAt = FinishedAt,
        CreatedAt = DateTimeOffset.MaxValue,
    };
}
