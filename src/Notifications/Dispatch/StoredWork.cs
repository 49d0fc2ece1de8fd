using System.Buffers;
using Notifications.Storage;

namespace Notifications.Dispatch;

/// <summary>A delivery as it was written down, for those who only look at it.</summary>
internal sealed class StoredWork(byte[] payload) : WorkItem, IDeliverySource
{
    private readonly StoredDelivery _stored = DeliveryFormat.Read(payload);

    public override WorkItemKind Kind => WorkItemKind.Delivery;

    public override long EventId => _stored.EventNumber;

    public override IReadOnlyList<long> ContentIds => _stored.ContentId == 0 ? [] : [_stored.ContentId];

    public override string TenantId => _stored.TenantId;

    public override string? ChannelName => _stored.Channel;

    public DeliveryRecord ToRecord() => DeliveryFormat.ToRecord(_stored);

    public override void WriteTo(IBufferWriter<byte> writer) => writer.Write(payload);
}
