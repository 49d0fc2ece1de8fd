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

    private static long In(int seconds) => Start.AddSeconds(seconds).UtcTicks;

    private WorkerPool Create() => new(_clock, new NoHandler(), new RoomSignal()) { WakeAt = _wakes.Add };

    private sealed class NoHandler : IWorkHandler
    {
        public ValueTask HandleAsync(WorkItem item, Worker worker) => ValueTask.CompletedTask;

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
