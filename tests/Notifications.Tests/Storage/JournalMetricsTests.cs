using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Notifications.Conformance.Storage;
using Notifications.Conformance.Storage.Disk;
using Notifications.Simulation;
using Notifications.Storage.Journal;
using Notifications.Telemetry;

namespace Notifications.Storage;

public sealed class JournalMetricsTests : IAsyncDisposable
{
    private readonly SimulatedClock _clock = new(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));
    private readonly SimulatedDisk _disk = new(3);
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _sums = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _times = new(StringComparer.Ordinal);
    private readonly JournalStore _store;
    private long _lastId;
    private bool _throws;

    public JournalMetricsTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
                self.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
        _store = new JournalStore(
            _disk,
            new JournalSettings(new JournalOptions { Path = _disk.Path, SegmentSize = JournalBench.SegmentSize }, new StoreLimits { HistoryCapacity = 4 }, InlineUpkeep: true),
            new TestDecoder(),
            _clock,
            NullLogger.Instance,
            meters);
    }

    [Fact]
    public async Task Listener_Throws_CommitsAreUnharmed()
    {
        await OpenAsync();
        _throws = true;

        await AddAsync();
        await AddAsync();

        await using var next = JournalBench.Create(_disk.Kill(), _clock, new TestDecoder());
        await next.OpenAsync(TestContext.Current.CancellationToken);
        next.Count().Deliveries.ShouldBe(2);
    }

    [Fact]
    public async Task Commits_EachAlone_AreMeasuredOneByOne()
    {
        await OpenAsync();
        var groups = _times.GetValueOrDefault(JournalMetricNames.GroupSize);
        var (flushes, written) = (_times.GetValueOrDefault(JournalMetricNames.FlushDuration), _sums.GetValueOrDefault(JournalMetricNames.Written));

        await AddAsync();
        await AddAsync();

        (_times[JournalMetricNames.GroupSize] - groups).ShouldBe(2);
        (_times[JournalMetricNames.FlushDuration] - flushes).ShouldBe(2);
        _sums[JournalMetricNames.Written].ShouldBeGreaterThan(written + 100);
    }

    [Fact]
    public async Task LiveBytes_RecordAddedAndRemoved_RiseAndFall()
    {
        await OpenAsync();

        var item = await AddAsync();
        var live = Look(JournalMetricNames.Live);
        await ChangeAsync(item, ChangeKind.Remove);

        live.ShouldBeGreaterThan(0);
        Look(JournalMetricNames.Live).ShouldBe(0);
    }

    [Fact]
    public async Task LiveBytes_AfterARestart_AreTheSame()
    {
        await OpenAsync();
        await AddAsync();
        var live = Look(JournalMetricNames.Live);
        await using var next = JournalBench.Create(_disk.Kill(), _clock, new TestDecoder());

        await next.OpenAsync(TestContext.Current.CancellationToken);

        next.ReadFigures()!.Value.LiveBytes.ShouldBe((long)live);
    }

    [Fact]
    public async Task Checkpoint_SegmentsFull_IsTimedAndShrinksTheFiles()
    {
        await OpenAsync();

        while (_times.GetValueOrDefault(JournalMetricNames.CheckpointDuration) == 0)
            await ChangeAsync(await AddAsync(), ChangeKind.Remove);

        Look(JournalMetricNames.Segments).ShouldBe(1);
        Look(JournalMetricNames.Size).ShouldBeLessThan(3 * JournalBench.SegmentSize);
    }

    [Fact]
    public async Task Problem_DiskFull_IsSeenAndRefusalsAreCounted()
    {
        await OpenAsync();
        Look($"{JournalMetricNames.Problem} full").ShouldBe(0);
        _disk.Capacity = _disk.Copy().Values.Sum(static file => file.Length);

        for (var i = 0; i < 1000 && _sums.GetValueOrDefault(JournalMetricNames.Refused) == 0; i++)
            await AddAsync();

        _sums[JournalMetricNames.Refused].ShouldBe(1);
        Look($"{JournalMetricNames.Problem} full").ShouldBe(1);
        Look($"{JournalMetricNames.Problem} damaged").ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _listener.Dispose();
        await _services.DisposeAsync();
    }

    private async Task OpenAsync()
    {
        await _store.OpenAsync(TestContext.Current.CancellationToken);
        await ReadBack.FromAsync(_store);
    }

    private async Task<TestItem> AddAsync()
    {
        var item = new TestItem(WorkItemKind.Delivery, ++_lastId) { Id = _lastId };
        await ChangeAsync(item, ChangeKind.Add);
        return item;
    }

    private async Task ChangeAsync(TestItem item, ChangeKind kind)
    {
        var batch = new ChangeBatch();
        if (kind == ChangeKind.Add)
            batch.Accept(new AcceptedEvent(new NotificationId(item.EventId, _clock.GetUtcNow()), new NotificationEvent { Type = "t" }, PublishKind.Accepted, 1));
        batch.Change(item, kind);
        await _store.CommitAsync(batch, TestContext.Current.CancellationToken);
    }

    private double Look(string name)
    {
        _sums.TryRemove(name, out _);
        _listener.RecordObservableInstruments();
        return _sums[name];
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_throws)
            throw new InvalidOperationException("the host's listener has failed");
        var name = tags.IsEmpty ? instrument.Name : $"{instrument.Name} {tags[0].Value}";
        _sums.AddOrUpdate(name, value, (_, sum) => instrument.IsObservable ? value : sum + value);
        _times.AddOrUpdate(name, 1, static (_, times) => times + 1);
    }
}
