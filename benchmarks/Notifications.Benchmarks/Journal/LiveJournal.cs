using System.Buffers;
using Microsoft.Extensions.Logging.Abstractions;
using Notifications.Benchmarks.Rigs;
using Notifications.Hosting;
using Notifications.Storage;
using Notifications.Storage.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Notifications.Benchmarks.Journal;

/// <summary>A journal with a million live deliveries, each of an event of its own.</summary>
internal sealed class LiveJournal : IDisposable
{
    public const int Items = 1_000_000;
    private const int PerCommit = 500;
    private readonly JournalFolder _folder = new();

    private LiveJournal()
    {
    }

    public string Path => _folder.Path;

    public static async ValueTask<LiveJournal> CreateAsync()
    {
        var journal = new LiveJournal();
        var payload = await SamplePayloadAsync();
        await using var store = journal.Create();
        await store.OpenAsync(default);
        var batch = new ChangeBatch();
        for (var i = 1; i <= Items; i++)
        {
            batch.Accept(new AcceptedEvent(new NotificationId(i, DateTimeOffset.UnixEpoch), Events.Order(i), PublishKind.Accepted, 1));
            batch.Change(new Live(i, payload), ChangeKind.Add);
            if (i % PerCommit != 0)
                continue;
            var result = await store.CommitAsync(batch, default);
            if (!result.IsCommitted)
                throw new InvalidOperationException(result.Reason);
            batch.Clear();
        }

        return journal;
    }

    public JournalStore Create() => new(
        new DiskDirectory(Path, TimeProvider.System),
        new JournalSettings(new JournalOptions { Path = Path }, HistoryCapacity: 10_000, HistoryAge: TimeSpan.FromDays(7), InlineUpkeep: true),
        new RecordDecoder(),
        TimeProvider.System,
        NullLogger.Instance);

    public void Dispose() => _folder.Dispose();

    // The bytes of a delivery as the engine writes it.
    private static async Task<byte[]> SamplePayloadAsync()
    {
        using var folder = new JournalFolder();
        var gate = new GatedChannel(new Tally());
        await using var engine = await Engine.StartAsync(n => n.AddJournal(folder.Path).AddChannel("sink", gate).AddRule("orders", static r => r.OnEvent("order.*").To("sink")));
        await engine.Publisher.PublishAsync(Events.Order(1));
        var bytes = await File.ReadAllBytesAsync(Directory.GetFiles(folder.Path, "*.ntj").Single());
        gate.Open();
        await engine.Control.WaitForIdleAsync();
        return Find(bytes);
    }

    private static byte[] Find(byte[] bytes)
    {
        for (var at = Storage.Journal.Format.FileHeader.Size; ;)
        {
            var frame = Storage.Journal.Format.FrameHeader.Read(bytes.AsSpan(at));
            var entries = new Storage.Journal.Format.EntryReader(bytes.AsSpan(at + Storage.Journal.Format.FrameHeader.Size, frame.Length));
            while (entries.MoveNext())
            {
                if (entries.Header.Kind == Storage.Journal.Format.EntryKind.Item)
                    return entries.Payload.ToArray();
            }

            at += Storage.Journal.Format.FrameHeader.Size + Storage.Journal.Format.FrameHeader.Padded(frame.Length);
        }
    }

    private sealed class Live : WorkItem
    {
        private readonly byte[] _payload;

        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public Live(long id, byte[] payload)
        {
            Id = id;
            _payload = payload;
        }

        public override WorkItemKind Kind => WorkItemKind.Delivery;

        public override long EventId => Id;

        public override string TenantId => string.Empty;

        public override string? ChannelName => "sink";

        public override void WriteTo(IBufferWriter<byte> writer) => writer.Write(_payload);
    }
}
