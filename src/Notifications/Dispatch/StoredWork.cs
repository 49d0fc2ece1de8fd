using System.Buffers;
using Notifications.Storage;

namespace Notifications.Dispatch;

/// <summary>A delivery as it was written down, for those who only look at it.</summary>
internal sealed class StoredWork : WorkItem, IDeliverySource
{
    private readonly byte[] _payload;
    private readonly StoredDelivery _stored;

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public StoredWork(byte[] payload)
    {
        _payload = payload;
        _stored = DeliveryFormat.Read(payload);
        Id = _stored.Record.Id.Value;
        DueTicks = _stored.DueTicks;
        Epoch = _stored.Epoch;
    }

    public override WorkItemKind Kind => WorkItemKind.Delivery;

    public override long EventId => _stored.Record.EventId;

    public override IReadOnlyList<long> ContentIds => _stored.ContentId == 0 ? [] : [_stored.ContentId];

    public override string TenantId => _stored.Record.TenantId;

    public override string? ChannelName => _stored.Record.Channel;

    public long CreatedTicks => _stored.Record.CreatedAt.UtcTicks;

    public long FinishedTicks => _stored.Record.FinishedAt?.UtcTicks ?? 0;

    public DeliveryState State => _stored.Record.State;

    public DecisionReason LastReason => (DecisionReason)(byte)_stored.Reasons;

    public string? Rule => _stored.Record.Rule;

    public string? Destination => _stored.Destination;

    public string? RecipientId => _stored.RecipientId;

    public string? ProviderMessageId => _stored.Record.ProviderMessageId;

    public long AcceptedTicks => _stored.AcceptedTicks;

    public NotificationEvent? Event { get; private set; }

    public void Attach(NotificationEvent e) => Event = e;

    public long MeasureBytes(ref long content) => RecordSize.Fixed + (4L * _payload.Length) + (Event is { } e ? RecordSize.Of(e) : 0);

    public DeliveryRecord ToRecord() => _stored.Record;

    public override void WriteTo(IBufferWriter<byte> writer) => writer.Write(_payload);
}
