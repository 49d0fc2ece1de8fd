using Shouldly;
using Xunit;

namespace Notifications.Conformance.Storage;

/// <content>Commits: whole or not at all, guarded by versions and epochs.</content>
public abstract partial class StoreConformance
{
    [Fact]
    public void Count_NewStore_IsZero() => Store.Count().ShouldBe(default);

    [Fact]
    public async Task Commit_EmptyBatch_Commits() => await Commit(static _ => { });

    [Fact]
    public async Task Commit_ItemsOfBothKinds_AreCountedApart()
    {
        await Commit(batch =>
        {
            batch.Accept(Event(1));
            batch.Change(Delivery(1), ChangeKind.Add);
            batch.Change(Delivery(2), ChangeKind.Add);
            batch.Change(Expansion(3), ChangeKind.Add);
        });

        Live.ShouldBe(new StoreCounts(Deliveries: 2, Expansions: 1, WaitingEvents: 0, States: 0, HistoryEvicted: 0));
    }

    [Fact]
    public async Task Commit_ItemUpdatedAndRemoved_IsGone()
    {
        var item = Delivery(1);
        await Commit(batch =>
        {
            batch.Accept(Event(1));
            batch.Change(item, ChangeKind.Add);
        });
        item.Epoch++;
        await Commit(batch => batch.Change(item, ChangeKind.Update));
        Live.Deliveries.ShouldBe(1);

        await Commit(batch => batch.Change(item, ChangeKind.Remove));

        Live.ShouldBe(default);
    }

    [Fact]
    public async Task Commit_OneFinishedAndOneAdded_ChangesBoth()
    {
        var first = Delivery(1);
        await Commit(batch =>
        {
            batch.Accept(Event(1));
            batch.Change(first, ChangeKind.Add);
        });

        await Commit(batch =>
        {
            batch.Change(first, ChangeKind.Remove);
            batch.Change(Expansion(2), ChangeKind.Add);
        });

        Live.ShouldBe(new StoreCounts(0, 1, 0, 0, 0));
    }

    [Fact]
    public async Task Commit_State_CountsItsWaitingEventsAsCommitted()
    {
        var state = new TestState(StateKind.Debounce, "a");
        var other = new TestState(StateKind.Batch, "a");
        await Commit(batch =>
        {
            batch.Change(state.Next(waiting: 3), ChangeKind.Add);
            batch.Change(other.Next(waiting: 10), ChangeKind.Add);
        });
        Live.ShouldBe(new StoreCounts(0, 0, WaitingEvents: 13, States: 2, 0));
        await Commit(batch => batch.Change(state.Next(waiting: 5), ChangeKind.Update));
        state.Waiting = 100;
        Live.WaitingEvents.ShouldBe(15);

        await Commit(batch => batch.Change(state.Next(), ChangeKind.Remove));

        Live.ShouldBe(new StoreCounts(0, 0, WaitingEvents: 10, States: 1, 0));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Commit_StateNotAtTheNextVersion_IsAConflictAndChangesNothing(int step)
    {
        var state = new TestState(StateKind.Limit, "a");
        await Commit(batch => batch.Change(state.Next(), ChangeKind.Add));
        await Commit(batch => batch.Change(state.Next(waiting: 1), ChangeKind.Update));
        state.Version += step;
        state.Waiting = 9;

        await ConflictChangesNothing(batch => batch.Change(state, ChangeKind.Update));
        await ConflictChangesNothing(batch => batch.Change(state, ChangeKind.Remove));
    }

    [Fact]
    public async Task Commit_AfterAConflict_TheSameRecordsCanBeCommitted()
    {
        var state = new TestState(StateKind.Limit, "a");
        var item = Delivery(1);
        await Commit(batch => batch.Change(state.Next(), ChangeKind.Add));
        await ConflictChangesNothing(batch =>
        {
            batch.Accept(Event(1));
            batch.Change(item, ChangeKind.Add);
            batch.Change(state, ChangeKind.Update);
        });

        await Commit(batch =>
        {
            batch.Accept(Event(1));
            batch.Change(item, ChangeKind.Add);
            batch.Change(state.Next(waiting: 2), ChangeKind.Update);
        });

        Live.ShouldBe(new StoreCounts(1, 0, 2, 1, 0));
    }

    [Fact]
    public async Task Commit_NewStateWithAnOldVersion_IsAConflict() =>
        await ConflictChangesNothing(static batch => batch.Change(new TestState(StateKind.Limit, "a") { Version = 7 }, ChangeKind.Add));

    [Fact]
    public async Task Commit_ItemAddedTwice_IsAConflict()
    {
        var item = Delivery(1);
        await Commit(batch =>
        {
            batch.Accept(Event(1));
            batch.Change(item, ChangeKind.Add);
        });

        await ConflictChangesNothing(batch => batch.Change(item, ChangeKind.Add));
    }

    [Theory]
    [InlineData(ChangeKind.Update)]
    [InlineData(ChangeKind.Remove)]
    public async Task Commit_ItemNeverAddedOrRemoved_IsAConflict(ChangeKind kind)
    {
        var item = Delivery(1);
        await ConflictChangesNothing(batch => batch.Change(item, kind));
        await Commit(batch =>
        {
            batch.Accept(Event(1));
            batch.Change(item, ChangeKind.Add);
        });
        await Commit(batch => batch.Change(item, ChangeKind.Remove));

        await ConflictChangesNothing(batch => batch.Change(item, kind));
    }

    [Theory]
    [InlineData(ChangeKind.Update)]
    [InlineData(ChangeKind.Remove)]
    public async Task Commit_ItemOfALateOwner_IsAConflict(ChangeKind kind)
    {
        var item = Delivery(1);
        item.Epoch = 3;
        await Commit(batch =>
        {
            batch.Accept(Event(1));
            batch.Change(item, ChangeKind.Add);
        });
        item.Epoch = 2;

        await ConflictChangesNothing(batch => batch.Change(item, kind));
    }

    [Fact]
    public async Task Commit_Cancelled_ChangesNothing()
    {
        _batch.Change(new TestState(StateKind.Limit, "a").Next(), ChangeKind.Add);

        await Should.ThrowAsync<OperationCanceledException>(async () => await Store.CommitAsync(_batch, new CancellationToken(canceled: true)));

        Live.ShouldBe(default);
    }

    [Fact]
    public async Task Commit_ManyThreads_CountsAreExact()
    {
        const int Threads = 4, Rounds = 300;
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() => Work(thread, Rounds), Cancellation)));

        Live.ShouldBe(new StoreCounts(Deliveries: Threads * Rounds / 3, 0, WaitingEvents: Threads * 7, States: Threads, 0));
    }

    private async Task Work(int thread, int rounds)
    {
        ChangeBatch batch = new();
        var state = new TestState(StateKind.Debounce, $"{thread}");
        for (var i = 0; i < rounds; i++)
        {
            var item = Delivery((thread * rounds) + i + 1);
            batch.Accept(Event(1));
            batch.Change(item, ChangeKind.Add);
            batch.Change(state.Next(waiting: 7), i == 0 ? ChangeKind.Add : ChangeKind.Update);
            (await Store.CommitAsync(batch, Cancellation)).IsCommitted.ShouldBeTrue();
            batch.Clear();
            if (i % 3 == 0)
                continue;
            await Task.Yield();
            batch.Change(item, ChangeKind.Remove);
            (await Store.CommitAsync(batch, Cancellation)).IsCommitted.ShouldBeTrue();
            batch.Clear();
        }
    }

    private async Task ConflictChangesNothing(Action<ChangeBatch> fill)
    {
        var before = Store.Count();

        var result = await TryCommit(batch =>
        {
            batch.Accept(Event(99, "refused"));
            batch.Claim(Claim("refused"));
            batch.Change(Delivery(999, eventId: 99), ChangeKind.Add);
            fill(batch);
        });

        result.Kind.ShouldBe(CommitKind.Conflict);
        result.Reason.ShouldNotBeNullOrEmpty();
        Store.Count().ShouldBe(before);
        (await History("refused")).ShouldBeEmpty();
        (await Store.FindKeyAsync(string.Empty, "refused", Clock.GetUtcNow(), Cancellation)).ShouldBeNull();
    }
}
