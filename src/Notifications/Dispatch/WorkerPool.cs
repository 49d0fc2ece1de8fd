using Notifications.Storage;

namespace Notifications.Dispatch;

/// <summary>A queue of four lanes with the workers that empty it. While it is empty it costs no task and no thread.</summary>
internal sealed partial class WorkerPool(TimeProvider clock, IWorkHandler handler, RoomSignal room)
{
    private readonly Lock _sync = new();

    // Guarded by _sync.
    private readonly Lane[] _lanes = new Lane[4];
    private readonly Stack<Worker> _resting = new();
    private readonly List<Worker> _all = [];
    private uint _turn;
    private uint _waitingLanes;
    private bool _stopped;
    private long _resumeTicks;
    private long _alarmTicks;

    // Written under _sync, read by anybody.
    private int _waiting;
    private int _stale;
    private int _active;
    private int _suspended;
    private long _enqueued;

    /// <summary>How many workers may run at once.</summary>
    public int Concurrency { get; set; } = 1;

    /// <summary>The provider's rate, or null. Asked under the queue's lock.</summary>
    public RateGate? Rate { get; set; }

    /// <summary>Keeps the attempts to each destination apart, or null. Asked under the queue's lock. Who waits for a destination still counts as waiting here.</summary>
    public DestinationPace? Pace { get; init; }

    /// <summary>Asked before a worker takes something: how many may run now (1 while a breaker probes).</summary>
    public int Limit { get; set; } = int.MaxValue;

    /// <summary>Called when the queue must be looked at again at an instant. Wakes it by <see cref="Resume"/>.</summary>
    public Action<long>? WakeAt { get; set; }

    /// <summary>How many wait: each item once, and none that is over.</summary>
    public int Waiting => Math.Max(0, Volatile.Read(ref _waiting) - Volatile.Read(ref _stale));

    /// <summary>Places in the queue, those among them that are of no use any more.</summary>
    public int Places => Volatile.Read(ref _waiting);

    public int Active => Volatile.Read(ref _active);

    /// <summary>Active workers that do nothing but wait for an answer, with its time limit set.</summary>
    public int Suspended => Volatile.Read(ref _suspended);

    /// <summary>Something waits that a worker may take now.</summary>
    public bool CanWork
    {
        get
        {
            lock (_sync)
                return HasWork() && !_stopped && _active < Math.Min(Concurrency, Limit) && (_resumeTicks == 0 || clock.GetUtcNow().UtcTicks >= _resumeTicks);
        }
    }

    /// <summary>Counts what was ever queued; tells a stable view of several pools from a moving one.</summary>
    public long Enqueued => Volatile.Read(ref _enqueued);

    /// <summary>Queues an item. The bound was checked at intake; what is accepted is never refused here.</summary>
    public void Enqueue(WorkItem item)
    {
        Worker? worker;
        lock (_sync)
        {
            var lane = (int)item.Lane;

            // The place that it had is of no use any more.
            if (item.QueuedEpoch >= 0)
                _stale++;
            item.QueuedEpoch = item.Epoch;
            _lanes[lane].Add(new LaneEntry(item, item.Epoch));
            _waitingLanes |= 1u << lane;
            _waiting++;
            _enqueued++;
            worker = StartWorker();
        }

        if (worker is not null)
            ThreadPool.UnsafeQueueUserWorkItem(worker, preferLocal: false);
    }

    /// <summary>Takes up to <paramref name="wanted"/> entries; when there are none the worker rests and must return at once.</summary>
    public int Take(Worker worker, LaneEntry[] into, int wanted)
    {
        long wakeAt = 0;
        var count = 0;
        lock (_sync)
        {
            if (!_stopped && _waiting > 0 && _active <= Limit && _active <= Concurrency)
            {
                if (_resumeTicks == 0 && Rate is null && Pace is null && Limit == int.MaxValue)
                    count = TakeUngated(into, wanted);
                else
                    count = TakeGated(into, out wakeAt);
            }

            // The alarm is set before the worker counts as resting: who then lets time pass finds it.
            if (wakeAt != 0 && wakeAt != _alarmTicks)
                WakeAt?.Invoke(_alarmTicks = wakeAt);
            if (count == 0)
            {
                _active--;
                _resting.Push(worker);
            }
        }

        room.Freed();
        return count;
    }

    /// <summary>Gives back entries that a worker took and will not get to, in their order, before it waits for a slow send; another worker goes on.</summary>
    public void Return(ReadOnlySpan<LaneEntry> entries)
    {
        if (entries.IsEmpty && Volatile.Read(ref _waiting) == 0)
            return;
        Worker? worker;
        lock (_sync)
        {
            for (var i = entries.Length - 1; i >= 0; i--)
            {
                // Over by now, or queued anew.
                if (!entries[i].IsCurrent || entries[i].Item.QueuedEpoch >= 0)
                    continue;
                entries[i].Item.QueuedEpoch = entries[i].Epoch;
                PutFirst(entries[i]);
                _waiting++;
            }

            worker = StartWorker();
        }

        if (worker is not null)
            ThreadPool.UnsafeQueueUserWorkItem(worker, preferLocal: false);
    }

    /// <summary>A worker waits for an answer from now on. Said only after the time limit is set, so that who sees it may let time pass.</summary>
    public void Suspend()
    {
        Interlocked.Increment(ref _suspended);
        room.Freed();
    }

    /// <summary>The answer has come, or the time limit.</summary>
    public void Unsuspend() => Interlocked.Decrement(ref _suspended);

    /// <summary>Takes nothing until an instant.</summary>
    public void PauseUntil(long ticks)
    {
        // There is one alarm: a shorter pause must not move it before the end of a longer one.
        lock (_sync)
            WakeAt?.Invoke(_alarmTicks = _resumeTicks = Math.Max(_resumeTicks, ticks));
    }

    /// <summary>Sends nothing to one destination until an instant.</summary>
    /// <returns>False when destinations have no pace of their own here.</returns>
    public bool TryPause(string? destination, long ticks)
    {
        if (Pace is not { } pace)
            return false;
        lock (_sync)
            pace.PauseUntil(destination, ticks);
        return true;
    }

    /// <summary>Looks again, after a pause or when more may run.</summary>
    public void Resume()
    {
        while (true)
        {
            Worker? worker;
            lock (_sync)
            {
                worker = StartWorker();
                _alarmTicks = worker is null && _waiting > 0 && !_stopped ? NextLook(clock.GetUtcNow().UtcTicks) : 0;

                // Looked at too early: the pause was made longer meanwhile, or others wait for their destinations.
                if (_alarmTicks != 0)
                    WakeAt?.Invoke(_alarmTicks);
            }

            if (worker is null)
                return;

            ThreadPool.UnsafeQueueUserWorkItem(worker, preferLocal: false);
        }
    }

    /// <summary>Cancels the attempts under way.</summary>
    /// <param name="threw">Is told what was registered on a token and threw.</param>
    public void CancelActive(Action<Exception> threw)
    {
        Worker[] workers;
        lock (_sync)
            workers = [.. _all];
        foreach (var worker in workers)
        {
            if (worker.CancelAttempt() is { } thrown)
                threw(thrown);
        }
    }

    /// <summary>Takes nothing more; what runs goes on.</summary>
    public void Stop()
    {
        lock (_sync)
            _stopped = true;
    }

    private Worker? StartWorker()
    {
        if (_stopped || _active >= Concurrency || _active >= Limit || !HasWork())
            return null;
        if (_resumeTicks != 0 && clock.GetUtcNow().UtcTicks < _resumeTicks)
            return null;
        _active++;
        if (_resting.TryPop(out var rested))
            return rested;
        var worker = new Worker(this, handler, clock);
        _all.Add(worker);
        return worker;
    }
}
