using System.Buffers;

namespace Notifications.Conformance.Storage;

/// <summary>A work item with nothing in it but what the contract asks for, and what people search by.</summary>
internal sealed class TestItem(WorkItemKind kind, long eventId) : WorkItem, IDeliverySource
{
    public override WorkItemKind Kind => kind;

    public override long EventId => eventId;

    public override string TenantId => Tenant;

    public override string? ChannelName => Channel;

    public override IReadOnlyList<long> ContentIds => Content == 0 ? [] : [Content];

    public long Content { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    public string Tenant { get; init; } = string.Empty;

    public string Channel { get; init; } = "test";

    public string? Rule { get; init; }

    public string? Destination { get; init; }

    public string? RecipientId { get; init; }

    public string? ProviderMessageId { get; set; }

    public DecisionReason LastReason { get; set; }

    public long CreatedTicks { get; init; } = DateTimeOffset.MaxValue.UtcTicks;

    public long FinishedTicks => FinishedAt?.UtcTicks ?? 0;

    public long AcceptedTicks => CreatedTicks;

    public DeliveryState State => FinishedAt is null ? DeliveryState.Ready : DeliveryState.Delivered;

    public NotificationEvent? Event { get; set; }

    public void Attach(NotificationEvent e) => Event = e;

    public long MeasureBytes(ref long content) => RecordSize.Fixed + (Event is { } e ? RecordSize.Of(e) : 0);

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
        record.Text(Tenant);
        record.Text(Channel);
        record.Text(Rule);
        record.Text(Destination);
        record.Text(RecipientId);
        record.Text(ProviderMessageId);
        record.Byte((byte)LastReason);
        record.Fixed64(CreatedTicks);
    }

    public DeliveryRecord ToRecord() => new()
    {
        Id = new NotificationId(Id, DateTimeOffset.UnixEpoch),
        EventId = eventId,
        Channel = Channel,
        TenantId = Tenant,
        Rule = Rule,
        Destination = Destination,
        ProviderMessageId = ProviderMessageId,
        State = State,
        FinishedAt = FinishedAt,
        CreatedAt = new DateTimeOffset(CreatedTicks, TimeSpan.Zero),
    };
}
