using Microsoft.Extensions.Logging;
using Notifications.Conformance.Storage;
using Notifications.Conformance.Storage.Disk;
using Notifications.Simulation;
using Notifications.Storage;
using Notifications.Storage.Journal;

namespace Notifications.Durability.Faults;

/// <summary>A journal that is given one item after the other, so that what is lost is known by its number.</summary>
internal sealed class ItemLog(JournalDurability durability = JournalDurability.Durable) : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
    private readonly TestDecoder _decoder = new();
    private JournalStore? _store;

    public SimulatedClock Clock { get; } = new(Start);

    public JournalStore Store => _store!;

    /// <summary>How many items were added; they are numbered from 1.</summary>
    public int Added { get; private set; }

    /// <summary>The ids of what was logged.</summary>
    public List<int> Logged { get; } = [];

    /// <summary>Opens a disk, whatever was open before, and says which items are live.</summary>
    public async Task<List<long>> OpenAsync(IJournalDirectory disk, bool continueWithLoss = false)
    {
        if (_store is { } former)
            await former.DisposeAsync();
        _store = null;
        Logged.Clear();
        var options = new JournalOptions { Path = disk.Path, SegmentSize = JournalBench.SegmentSize, Durability = durability, ContinueWithLoss = continueWithLoss };
        var store = new JournalStore(
            disk, new JournalSettings(options, new StoreLimits { HistoryCapacity = 16 }, InlineUpkeep: true), _decoder, Clock, new EventIds(Logged));
        await store.OpenAsync(default);
        _store = store;
        var read = await ReadBack.FromAsync(store);
        return [.. read.Items.Select(item => ((TestItem)_decoder.ReadItem(item.Kind, item.Payload)).Id).Order()];
    }

    /// <summary>Adds the next item.</summary>
    public async Task<CommitResult> AddAsync()
    {
        var id = Added + 1;
        var batch = new ChangeBatch();
        batch.Accept(new AcceptedEvent(new NotificationId(id, Clock.GetUtcNow()), new NotificationEvent { Type = "t", Subject = new string('s', 200) }, PublishKind.Accepted, 1));
        batch.Change(new TestItem(WorkItemKind.Delivery, id) { Id = id, Epoch = 1 }, ChangeKind.Add);
        var result = await Store.CommitAsync(batch, default);
        if (result.IsCommitted)
            Added = id;
        return result;
    }

    public async Task AddAsync(int count)
    {
        for (var i = 0; i < count; i++)
            (await AddAsync()).IsCommitted.ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
            await _store.DisposeAsync();
    }

    private sealed class EventIds(List<int> logged) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (logged)
                logged.Add(eventId.Id);
        }
    }
}
