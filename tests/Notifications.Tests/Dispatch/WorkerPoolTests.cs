using Notifications.Dispatch;
using Notifications.Simulation;
using Notifications.Storage;

namespace Notifications.Tests.Dispatch;

public sealed class WorkerPoolTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly SimulatedClock _clock = new(Start);
    private readonly List<long> _wakes = [];

    [Fact]
    public void PauseUntil_ShorterThanThePauseInForce_WakesAtItsEnd()
    {
        var pool = Create();

        pool.PauseUntil(In(60));
        pool.PauseUntil(In(5));

        _wakes.ShouldBe([In(60), In(60)]);
    }

    [Fact]
    public void Resume_BeforeThePauseHasEnded_AsksToBeWokenAgain()
    {
        var pool = Create();
        pool.PauseUntil(In(60));
        pool.Enqueue(new Item { Id = 1 });
        _wakes.Clear();

        pool.Resume();

        _wakes.ShouldBe([In(60)]);
    }

    [Fact]
    public void Forget_ItemIsOverBeforeItsTurn_WaitsNoMore()
    {
        var pool = Create();
        pool.PauseUntil(In(60));
        var items = Enumerable.Range(1, 3).Select(static id => new Item { Id = id }).ToArray();
        foreach (var item in items)
            pool.Enqueue(item);

        items[1].Epoch++;
        pool.Forget(items[1]);
        pool.Forget(items[1]);

        pool.Waiting.ShouldBe(2);
    }

    [Fact]
    public void Enqueue_Again_WaitsOnce()
    {
        var pool = Create();
        pool.PauseUntil(In(60));
        var item = new Item { Id = 1 };
        pool.Enqueue(item);

        item.Epoch++;
        item.Lane = Priority.Critical;
        pool.Enqueue(item);

        pool.Waiting.ShouldBe(1);
        pool.Forget(item);
        pool.Waiting.ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Forget_QueueStandsStill_KeepsNoPlaceForWhatIsOver(int paceSeconds)
    {
        var pool = Create(paceSeconds);
        pool.PauseUntil(In(60));
        pool.Enqueue(new Item { Id = 1 });
        for (var i = 0; i < 10_000; i++)
        {
            var item = new Item { Id = 2 + i, Lane = (Priority)(i % 4) };
            pool.Enqueue(item);
            item.Epoch++;
            pool.Forget(item);
        }

        pool.Waiting.ShouldBe(1);
        pool.Places.ShouldBeLessThan(200);
    }

    [Fact]
    public async Task Take_AfterThePause_FindsWhatWaitsAndNothingElse()
    {
        var handler = new NoHandler();
        var pool = new WorkerPool(_clock, handler, new RoomSignal()) { WakeAt = _wakes.Add };
        pool.PauseUntil(In(60));
        for (var i = 0; i < 500; i++)
        {
            var item = new Item { Id = i, Lane = (Priority)(i % 4) };
            pool.Enqueue(item);
            if (i % 10 == 0)
                continue;
            item.Epoch++;
            pool.Forget(item);
        }

        _clock.Advance(TimeSpan.FromSeconds(60));
        pool.Resume();
        await handler.HandledAsync(50).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

        handler.Ids.Order().ShouldBe(Enumerable.Range(0, 50).Select(static i => i * 10L));
        pool.Waiting.ShouldBe(0);
    }

    private static long In(int seconds) => Start.AddSeconds(seconds).UtcTicks;

    private WorkerPool Create(int paceSeconds = 0) => new(_clock, new NoHandler(), new RoomSignal())
    {
        WakeAt = _wakes.Add,
        Pace = paceSeconds == 0 ? null : new DestinationPace(TimeSpan.FromSeconds(paceSeconds)),
    };

    private sealed class NoHandler : IWorkHandler
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _wanted = int.MaxValue;

        public List<long> Ids { get; } = [];

        public Task HandledAsync(int count)
        {
            lock (Ids)
            {
                _wanted = count;
                if (Ids.Count >= count)
                    _done.TrySetResult();
            }

            return _done.Task;
        }

        public ValueTask HandleAsync(WorkItem item, Worker worker)
        {
            lock (Ids)
            {
                Ids.Add(item.Id);
                if (Ids.Count >= _wanted)
                    _done.TrySetResult();
            }

            return ValueTask.CompletedTask;
        }

        public void Fail(WorkItem item, Exception error) => throw new InvalidOperationException("not expected", error);
    }

    private sealed class Item : WorkItem
    {
        public override WorkItemKind Kind => WorkItemKind.Delivery;

        public override long EventId => 1;

        public override string TenantId => string.Empty;

        public override string? ChannelName => null;

        public override void WriteTo(System.Buffers.IBufferWriter<byte> writer) => throw new NotSupportedException();
    }
}
