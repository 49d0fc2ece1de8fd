using System.Buffers;
using Notifications.Conformance.Storage;
using Notifications.Simulation;

namespace Notifications.Storage;

public sealed class RoundTripStoreTests
{
    private readonly SimulatedClock _clock = new(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));
    private readonly ChangeBatch _batch = new();
    private readonly RoundTripStore _store;

    public RoundTripStoreTests() => _store = new RoundTripStore(_clock, new TestDecoder());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CommitKind.Unavailable)]
    [InlineData(CommitKind.Full)]
    [InlineData(CommitKind.Conflict)]
    public async Task Fail_NthCommit_FailsThatOneAndChangesNothing(CommitKind kind)
    {
        _store.Faults.Fail(2, kind);

        (await Put("a")).Kind.ShouldBe(CommitKind.Committed);
        (await Put("b")).Kind.ShouldBe(kind);
        _store.Count().States.ShouldBe(1);
        (await Put("b")).Kind.ShouldBe(CommitKind.Committed);
        _store.Commits.ShouldBe(3);
    }

    [Fact]
    public async Task Fail_ByRule_AsksForEachCommit()
    {
        _store.Faults.Rule = static commit => commit % 2 == 0 ? CommitKind.Unavailable : null;

        List<CommitKind> kinds = [];
        for (var i = 0; i < 4; i++)
            kinds.Add((await Put($"{i}")).Kind);

        kinds.ShouldBe([CommitKind.Committed, CommitKind.Unavailable, CommitKind.Committed, CommitKind.Unavailable]);
    }

    [Fact]
    public async Task CompleteAsynchronously_ManyCommitsAtOnce_AllAreStored()
    {
        _store.Faults.CompleteAsynchronously = true;
        var all = new List<Task<CommitResult>>();
        for (var i = 0; i < 50; i++)
        {
            ChangeBatch batch = new();
            batch.Change(new TestState(StateKind.Limit, $"{i}").Next(), ChangeKind.Add);
            all.Add(_store.CommitAsync(batch, Cancellation).AsTask());
        }

        (await Task.WhenAll(all)).ShouldAllBe(r => r.IsCommitted);
        _store.Count().States.ShouldBe(50);
    }

    [Fact]
    public async Task Commit_ItemOfAnUnknownEvent_IsAConflictThatSaysSo()
    {
        _batch.Change(new TestItem(WorkItemKind.Delivery, eventId: 8) { Id = 1 }, ChangeKind.Add);

        var result = await _store.CommitAsync(_batch, Cancellation);

        result.Kind.ShouldBe(CommitKind.Conflict);
        result.Reason!.ShouldContain("event 8");
    }

    [Fact]
    public async Task Commit_ItemWithUnknownContent_IsAConflictThatSaysSo()
    {
        _batch.Accept(new AcceptedEvent(new NotificationId(8, 1L), new NotificationEvent { Type = "t" }, PublishKind.Accepted, 1));
        _batch.Change(new TestItem(WorkItemKind.Delivery, eventId: 8) { Id = 1, Content = 5 }, ChangeKind.Add);

        var result = await _store.CommitAsync(_batch, Cancellation);

        result.Kind.ShouldBe(CommitKind.Conflict);
        result.Reason!.ShouldContain("content 5");
    }

    [Fact]
    public async Task Commit_StateThatForgetsAField_IsABug()
    {
        _batch.Change(new Forgetful { Version = 1, Remembered = 3 }, ChangeKind.Add);
        var store = new RoundTripStore(_clock, new ForgetfulDecoder());

        await Should.ThrowAsync<InvalidOperationException>(async () => await store.CommitAsync(_batch, Cancellation));

        store.Count().States.ShouldBe(0);
    }

    private async Task<CommitResult> Put(string key)
    {
        _batch.Clear();
        _batch.Change(new TestState(StateKind.Limit, key).Next(), ChangeKind.Add);
        return await _store.CommitAsync(_batch, Cancellation);
    }

    private sealed class Forgetful : KeyedState
    {
        public override StateKind Kind => StateKind.Limit;

        public int Remembered { get; init; }

        public override string GetKey() => "k";

        public override void WriteTo(IBufferWriter<byte> writer) => new RecordWriter(writer).Int(Remembered);
    }

    private sealed class ForgetfulDecoder : IRecordDecoder
    {
        public WorkItem ReadItem(WorkItemKind kind, ReadOnlySpan<byte> payload) => throw new NotSupportedException();

        public KeyedState ReadState(StateKind kind, ReadOnlySpan<byte> payload) => new Forgetful();
    }
}
