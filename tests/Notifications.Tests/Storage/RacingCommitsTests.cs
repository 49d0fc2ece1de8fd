using Notifications.Conformance.Storage;
using Notifications.Simulation;

namespace Notifications.Storage;

/// <summary>Two commits about one record at the same instant, by two processors: one of them finds it changed, and nothing else is touched.</summary>
public sealed class RacingCommitsTests
{
    private const int Rounds = 50_000;

    private readonly InMemoryStore _store = new(new SimulatedClock(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero)), historyCapacity: 0);

    [Fact]
    public async Task Commit_UpdateAndRemoveOfOneItem_LeaveTheStoreWhole()
    {
        var items = Enumerable.Range(1, Rounds).Select(static id => new TestItem(WorkItemKind.Delivery, 1) { Id = id }).ToArray();
        Race((Add(items), ChangeKind.Remove), (items, ChangeKind.Update));

        _store.Count().Deliveries.ShouldBe(0);
        await ShouldBeWholeAsync();
    }

    [Fact]
    public async Task Commit_BothRemoveOneItem_OneOfThemFindsItGone()
    {
        var items = Enumerable.Range(1, Rounds).Select(static id => new TestItem(WorkItemKind.Delivery, 1) { Id = id }).ToArray();
        Race((Add(items), ChangeKind.Remove), (items, ChangeKind.Remove)).ShouldBe(Rounds);

        _store.Count().Deliveries.ShouldBe(0);
        await ShouldBeWholeAsync();
    }

    private TestItem[] Add(TestItem[] items)
    {
        var batch = new ChangeBatch();
        foreach (var item in items)
        {
            batch.Clear();
            batch.Change(item, ChangeKind.Add);
            Commit(batch).ShouldBe(CommitKind.Committed);
        }

        return items;
    }

    /// <summary>Each item by two threads at once.</summary>
    /// <returns>How many commits were refused.</returns>
    private int Race(params (TestItem[] Items, ChangeKind Kind)[] sides)
    {
        var (refused, arrived, failed) = (0, 0, (Exception?)null);
        var threads = sides.Select(side => new Thread(() =>
        {
            var batch = new ChangeBatch();
            var round = 0;
            foreach (var item in side.Items)
            {
                batch.Clear();
                batch.Change(item, side.Kind);
                Interlocked.Increment(ref arrived);
                round += sides.Length;
                var spin = default(SpinWait);
                while (Volatile.Read(ref arrived) < round)
                {
                    spin.SpinOnce(sleep1Threshold: -1);
                    if (Volatile.Read(ref failed) is not null)
                        return;
                }

                try
                {
                    if (Commit(batch) != CommitKind.Committed)
                        Interlocked.Increment(ref refused);
                }
#pragma warning disable CA1031 // A thread that ends by an exception ends the process.
                catch (Exception error)
#pragma warning restore CA1031
                {
                    Volatile.Write(ref failed, error);
                    return;
                }
            }
        })).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        failed.ShouldBeNull();
        return refused;
    }

    /// <summary>Each position is given to one record only.</summary>
    private async Task ShouldBeWholeAsync()
    {
        var items = Add([.. Enumerable.Range(1, Rounds).Select(static id => new TestItem(WorkItemKind.Delivery, 1) { Id = Rounds + id })]);
        items.Select(static i => i.StoreSlot).Distinct().Count().ShouldBe(Rounds);
        _store.Count().Deliveries.ShouldBe(Rounds);
        var live = 0;
        await foreach (var delivery in _store.ReadLiveDeliveriesAsync(int.MaxValue, TestContext.Current.CancellationToken))
            live += delivery.Id.Value > Rounds ? 1 : 0;
        live.ShouldBe(Rounds);
    }

    private CommitKind Commit(ChangeBatch batch)
    {
        var commit = _store.CommitAsync(batch, CancellationToken.None);
#pragma warning disable MA0042 // A store in memory answers at once.
        return commit.GetAwaiter().GetResult().Kind;
#pragma warning restore MA0042
    }
}
