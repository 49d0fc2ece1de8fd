using Notifications.Conformance.Storage;
using Notifications.Simulation;

namespace Notifications.Storage;

public sealed class InMemoryStoreTests
{
    private readonly SimulatedClock _clock = new(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));
    private readonly ChangeBatch _batch = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_IncarnationGiven_IsThatOne() =>
        (await new InMemoryStore(_clock, new StoreLimits { HistoryCapacity = 0 }, 0, incarnation: 17).OpenAsync(Cancellation)).ShouldBe(17);

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    public void New_NegativeBound_IsRefused(int history, int keys) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new InMemoryStore(_clock, history, keys));

    [Theory]
    [InlineData(0, 5, 0)]
    [InlineData(1, 5, 1)]
    [InlineData(7, 7, 7)]
    [InlineData(7, 30, 7)]
    public async Task History_MoreThanTheBound_KeepsTheNewestAndCountsTheRest(int capacity, int events, int kept)
    {
        var store = new InMemoryStore(_clock, capacity);
        for (var i = 1; i <= events; i++)
            Accept(store, i);

        (await History(store, "same")).Select(r => r.Event!.Value.Id.Value).ShouldBe(Enumerable.Range(0, kept).Select(i => (long)events - i));
        store.Count().HistoryEvicted.ShouldBe(events - kept);
    }

    [Fact]
    public async Task History_FinishedDeliveries_AreBoundedToo()
    {
        var store = new InMemoryStore(_clock, historyCapacity: 4);
        Accept(store, 1);
        for (var i = 0; i < 10; i++)
            Finish(store, new TestItem(WorkItemKind.Delivery, 1) { Id = i + 1, FinishedAt = _clock.GetUtcNow() });

        (await History(store, "same")).Where(r => r.Delivery is not null).Select(r => r.Delivery!.Id.Value).ShouldBe([7, 8, 9, 10]);
        store.Count().ShouldBe(new StoreCounts(0, 0, 0, 0, HistoryEvicted: 6));
    }

    [Fact]
    public async Task History_ManyThreads_NothingIsTornOrLostUncounted()
    {
        const int Capacity = 1000, PerThread = 3000;
        var store = new InMemoryStore(_clock, Capacity);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(
            async () =>
            {
                ChangeBatch batch = new();
                for (var i = 0; i < PerThread; i++)
                {
                    var number = (thread * PerThread) + i + 1;
                    batch.Accept(new AcceptedEvent(new NotificationId(number, _clock.GetUtcNow()), new NotificationEvent { Type = $"{number}", Id = "same" }, PublishKind.Accepted, number));
                    await store.CommitAsync(batch, Cancellation);
                    batch.Clear();
                    if (i % 500 == 0)
                        Consistent(await History(store, "same"));
                }
            },
            Cancellation)));

        var records = await History(store, "same");
        Consistent(records);
        (records.Count + store.Count().HistoryEvicted).ShouldBe(4 * PerThread);
        records.Count.ShouldBeInRange(Capacity - (64 * Environment.ProcessorCount), Capacity);
    }

    [Fact]
    public void Trim_HistorySeenSevenDaysAgo_GoesAndIsCounted()
    {
        var store = new InMemoryStore(_clock);
        Accept(store, 1);
        Finish(store, new TestItem(WorkItemKind.Delivery, 1) { Id = 1, FinishedAt = _clock.GetUtcNow() });
        store.Trim(_clock.GetUtcNow());
        _clock.Advance(TimeSpan.FromDays(7));
        Accept(store, 2);
        store.Trim(_clock.GetUtcNow());
        store.Count().HistoryEvicted.ShouldBe(0);

        _clock.Advance(TimeSpan.FromTicks(1));
        store.Trim(_clock.GetUtcNow());

        store.Count().HistoryEvicted.ShouldBe(2);
    }

    [Fact]
    public async Task Keys_MoreThanTheBound_ForgetsTheFirstClaimedAndCounts()
    {
        var store = new InMemoryStore(_clock, keyCapacity: 3);
        for (var i = 0; i < 5; i++)
            Claim(store, $"k{i}");

        store.KeysEvicted.ShouldBe(2);
        (await store.FindKeyAsync(string.Empty, "k1", _clock.GetUtcNow(), Cancellation)).ShouldBeNull();
        (await store.FindKeyAsync(string.Empty, "k2", _clock.GetUtcNow(), Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public void Keys_Expired_MakeRoomWithoutBeingCounted()
    {
        var store = new InMemoryStore(_clock, keyCapacity: 3);
        for (var i = 0; i < 9; i++)
        {
            Claim(store, $"k{i}");
            _clock.Advance(TimeSpan.FromHours(8));
        }

        store.KeysEvicted.ShouldBe(0);
    }

    [Fact]
    public void Keys_SameKeyEachDay_StaysOneClaim()
    {
        IdempotencyKeys keys = new(capacity: 3);
        for (var i = 0; i < 9; i++)
        {
            var now = _clock.GetUtcNow();
            keys.Claim(new IdempotencyClaim("", "k", "h", $"{i}", now.AddHours(24)), now);
            _clock.Advance(TimeSpan.FromHours(24));
        }

        keys.Count.ShouldBe(1);
        keys.Evicted.ShouldBe(0);
    }

    [Fact]
    public void SteadyState_AddAndFinish_AllocatesNothing()
    {
        var store = new InMemoryStore(_clock, historyCapacity: 100);
        var accepted = new AcceptedEvent(new NotificationId(1, 1L), new NotificationEvent { Type = "t" }, PublishKind.Accepted, 1);
        var items = Enumerable.Range(1, 200).Select(i => new TestItem(WorkItemKind.Delivery, 1) { Id = i }).ToArray();
        Round();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++)
            Round();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64 * 1024);

        void Round()
        {
            foreach (var item in items)
            {
                _batch.Accept(accepted);
                _batch.Change(item, ChangeKind.Add);
                Commit(store);
            }

            foreach (var item in items)
            {
                _batch.Change(item, ChangeKind.Remove);
                Commit(store);
            }
        }
    }

    [Fact]
    public void Commit_RecordNamedTwice_CountsOnce()
    {
        var store = new InMemoryStore(_clock);
        TestItem item = new(WorkItemKind.Delivery, 1) { Id = 1 };
        _batch.Change(item, ChangeKind.Add);
        _batch.Change(item, ChangeKind.Add);
        Commit(store);
        store.Count().Deliveries.ShouldBe(1);

        _batch.Change(item, ChangeKind.Remove);
        _batch.Change(item, ChangeKind.Remove);
        Commit(store);

        store.Count().Deliveries.ShouldBe(0);
    }

    private static void Consistent(List<HistoryRecord> records)
    {
        foreach (var record in records)
        {
            var accepted = record.Event!.Value;
            accepted.Event.Type.ShouldBe($"{accepted.Matches}");
            accepted.Id.Value.ShouldBe(accepted.Matches);
        }
    }

    private static async Task<List<HistoryRecord>> History(InMemoryStore store, string id)
    {
        List<HistoryRecord> records = [];
        await foreach (var record in store.ReadHistoryAsync(id, Cancellation))
            records.Add(record);
        return records;
    }

    private void Accept(InMemoryStore store, long number)
    {
        _batch.Accept(new AcceptedEvent(new NotificationId(number, _clock.GetUtcNow()), new NotificationEvent { Type = "t", Id = "same" }, PublishKind.Accepted, 1));
        Commit(store);
    }

    private void Finish(InMemoryStore store, TestItem item)
    {
        _batch.Change(item, ChangeKind.Add);
        Commit(store);
        _batch.Change(item, ChangeKind.Remove);
        Commit(store);
    }

    private void Claim(InMemoryStore store, string key)
    {
        _batch.Claim(new IdempotencyClaim(string.Empty, key, "hash", "id", _clock.GetUtcNow().AddHours(24)));
        Commit(store);
    }

    private void Commit(InMemoryStore store)
    {
        var commit = store.CommitAsync(_batch, Cancellation);
        commit.IsCompletedSuccessfully.ShouldBeTrue();
        commit.Result.IsCommitted.ShouldBeTrue(commit.Result.Reason);
        _batch.Clear();
    }
}
