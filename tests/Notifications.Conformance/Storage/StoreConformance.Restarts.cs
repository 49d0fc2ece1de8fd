using System.Buffers;
using Shouldly;
using Xunit;

namespace Notifications.Conformance.Storage;

/// <content>What the next process finds.</content>
public abstract partial class StoreConformance
{
    [Fact]
    public async Task ReadLive_NewStore_IsEmpty()
    {
        var read = await ReadBack.FromAsync(Store);

        (read.Events.Count + read.Contents.Count + read.States.Count + read.Items.Count).ShouldBe(0);
    }

    [Fact]
    public async Task Crash_LiveWork_IsFoundWithWhatItRefersTo()
    {
        TestState kept = new(StateKind.Debounce, "kept"), removed = new(StateKind.Debounce, "removed");
        var delivery = new TestItem(WorkItemKind.Delivery, 1) { Id = 10, Content = 100, DueTicks = 77, Lane = Priority.High };
        var finished = new TestItem(WorkItemKind.Delivery, 2) { Id = 11, Content = 101 };
        var content = new NotificationContent { Subject = "s", Text = "t" };
        await Commit(batch =>
        {
            batch.Accept(Event(1, "live"));
            batch.Accept(Event(2, "finished"));
            batch.Add(new ContentRecord(100, content));
            batch.Add(new ContentRecord(101, content));
            batch.Change(delivery, ChangeKind.Add);
            batch.Change(finished, ChangeKind.Add);
            batch.Change(kept.Next(waiting: 4), ChangeKind.Add);
            batch.Change(removed.Next(), ChangeKind.Add);
        });
        delivery.Epoch = 5;
        await Commit(batch =>
        {
            batch.Change(delivery, ChangeKind.Update);
            batch.Change(finished, ChangeKind.Remove);
            batch.Change(kept.Next(waiting: 6), ChangeKind.Update);
            batch.Change(removed.Next(), ChangeKind.Remove);
        });
        if (CrashAndOpen() is not { } next)
            return;

        var read = await ReadBack.FromAsync(next);

        next.Count().ShouldBe(new StoreCounts(1, 0, 6, 1, next.Count().HistoryEvicted));
        read.Events.ShouldHaveSingleItem().Event.Id.ShouldBe("live");
        read.Contents.ShouldHaveSingleItem().ShouldBe(new ContentRecord(100, content));
        var state = read.States.ShouldHaveSingleItem();
        (state.Kind, state.Version).ShouldBe((StateKind.Debounce, 2));
        state.Payload.ShouldBe(BytesOf(kept));
        var item = read.Items.ShouldHaveSingleItem();
        item.Kind.ShouldBe(WorkItemKind.Delivery);
        item.Payload.ShouldBe(BytesOf(delivery));
    }

    [Fact]
    public async Task Crash_RecordsReadBack_CanBeChangedAndFinished()
    {
        var state = new TestState(StateKind.Limit, "a");
        await Commit(batch =>
        {
            batch.Accept(Event(1, "e"));
            batch.Claim(Claim("key"));
            batch.Change(Delivery(10), ChangeKind.Add);
            batch.Change(state.Next(waiting: 1), ChangeKind.Add);
        });
        if (CrashAndOpen() is not { } next)
            return;
        var read = await ReadBack.FromAsync(next);
        TestDecoder decoder = new();
        var readState = (TestState)decoder.ReadState(read.States[0].Kind, read.States[0].Payload);
        var readItem = (TestItem)decoder.ReadItem(read.Items[0].Kind, read.Items[0].Payload);
        readState.StoreSlot = read.States[0].Slot;
        readItem.StoreSlot = read.Items[0].Slot;
        readItem.FinishedAt = Clock.GetUtcNow();
        _store = next;

        await Commit(batch =>
        {
            batch.Change(readState.Next(waiting: 8), ChangeKind.Update);
            batch.Change(readItem, ChangeKind.Remove);
        });

        Live.ShouldBe(new StoreCounts(0, 0, 8, 1, 0));
        (await History("e")).Count.ShouldBe(2);
        (await TryCommit(batch => batch.Claim(Claim("key")))).Kind.ShouldBe(CommitKind.KeyTaken);
    }

    [Fact]
    public async Task Crash_FormerOwner_CanCommitNoMore()
    {
        var former = Store;
        if (CrashAndOpen() is not { } next)
            return;
        _batch.Change(new TestState(StateKind.Limit, "a").Next(), ChangeKind.Add);

        var result = await former.CommitAsync(_batch, Cancellation);

        result.IsCommitted.ShouldBeFalse();
        next.Count().States.ShouldBe(0);
    }

    [Fact]
    public async Task Open_AfterACrash_IsAnotherIncarnation()
    {
        var store = CreateStore();
        HashSet<int> incarnations = [await store.OpenAsync(Cancellation)];
        for (var i = 0; i < 5 && Crash(store) is { } next; i++, store = next)
            incarnations.Add(await next.OpenAsync(Cancellation)).ShouldBeTrue();
    }

    private static byte[] BytesOf(StoreRecord record)
    {
        var output = new ArrayBufferWriter<byte>();
        record.WriteTo(output);
        return output.WrittenSpan.ToArray();
    }

    private INotificationStore? CrashAndOpen() => Crash(Store) is { } next ? Open(next) : null;
}
