using System.Buffers;
using BenchmarkDotNet.Attributes;
using Notifications.Storage;

namespace Notifications.Benchmarks.Parts;

/// <summary>The two commits of a delivery in the memory store: it is accepted with its event, and it ends.</summary>
[Config(typeof(ShortRun))]
public class StoreBenchmarks
{
    private readonly InMemoryStore _store = new(TimeProvider.System);
    private readonly ChangeBatch _batch = new();
    private readonly NotificationEvent _event = new() { Type = "order.failed" };
    private readonly Item _item = new() { Id = 2 };

    [Benchmark]
    public bool AddAndRemove()
    {
        _batch.Accept(new AcceptedEvent(new NotificationId(1, 0), _event, PublishKind.Accepted, 1));
        return Commit(ChangeKind.Add) & Commit(ChangeKind.Remove);
    }

    private bool Commit(ChangeKind kind)
    {
        _batch.Change(_item, kind);
        var committed = _store.CommitAsync(_batch, CancellationToken.None).Result.IsCommitted;
        _batch.Clear();
        return committed;
    }

    private sealed class Item : WorkItem
    {
        public override WorkItemKind Kind => WorkItemKind.Delivery;

        public override long EventId => 1;

        public override string TenantId => string.Empty;

        public override string? ChannelName => "sink";

        public override void WriteTo(IBufferWriter<byte> writer) => throw new NotSupportedException();
    }
}
