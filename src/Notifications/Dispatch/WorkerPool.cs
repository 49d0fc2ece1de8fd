using Notifications.Storage;

namespace Notifications.Dispatch;

/// <summary>A queue of four lanes with the workers that empty it. While it is empty it costs no task and no thread.</summary>
internal sealed class WorkerPool(TimeProvider clock, IWorkHandler handler, RoomSignal room)
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

    // Written under _sync, read by anybody.
    private int _waiting;
    private int _active;
    private int _suspended;
    private long _enqueued;

    /// <summary>How many workers may run at once.</summary>
    public int Concurrency { get; set; } = 1;

    /// <summary>The provider's rate, or null. Asked under the queue's lock.</summary>
    public RateGate? Rate { get; set; }

    /// <summary>Asked before a worker takes something: how many may run now (1 while a breaker probes).</summary>
    public int Limit { get; set; } = int.MaxValue;

    /// <summary>Called when the queue must be looked at again at an instant. Wakes it by <see cref="Resume"/>.</summary>
    public Action<long>? WakeAt { get; set; }

    public int Waiting => Volatile.Read(ref _waiting);

    public int Active => Volatile.Read(ref _active);

    /// <summary>Active workers that do nothing but wait for an answer, with its time limit set.</summary>
    public int Suspended => Volatile.Read(ref _suspended);

    /// <summary>Something waits that a worker may take now.</summary>
    public bool CanWork
    {
        get
        {
            lock (_sync)
                return _waiting > 0 && !_stopped && _active < Math.Min(Concurrency, Limit) && (_resumeTicks == 0 || clock.GetUtcNow().UtcTicks >= _resumeTicks);
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
                if (_resumeTicks == 0 && Rate is null && Limit == int.MaxValue)
                    count = TakeUngated(into, wanted);
                else
                    count = TakeGated(into, out wakeAt);
            }

            if (count == 0)
            {
                // The alarm is set before the worker counts as resting: who then lets time pass finds it.
                if (wakeAt != 0)
                    WakeAt?.Invoke(wakeAt);
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
                var lane = (int)entries[i].Item.Lane;
                _lanes[lane].AddFirst(entries[i]);
                _waitingLanes |= 1u << lane;
            }

            _waiting += entries.Length;
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
        lock (_sync)
            ticks = _resumeTicks = Math.Max(_resumeTicks, ticks);

        // There is one alarm: a shorter pause must not move it before the end of a longer one.
        WakeAt?.Invoke(ticks);
    }

    /// <summary>Looks again, after a pause or when more may run.</summary>
    public void Resume()
    {
        while (true)
        {
            Worker? worker;
            long wakeAt;
            lock (_sync)
            {
                worker = StartWorker();
                wakeAt = worker is null && _waiting > 0 && !_stopped && clock.GetUtcNow().UtcTicks < _resumeTicks ? _resumeTicks : 0;
            }

            if (worker is null)
            {
                // Looked at too early: the pause was made longer meanwhile.
                if (wakeAt != 0)
                    WakeAt?.Invoke(wakeAt);
                return;
            }

            ThreadPool.UnsafeQueueUserWorkItem(worker, preferLocal: false);
        }
    }

    /// <summary>Cancels the attempts under way.</summary>
    public void CancelActive()
    {
        Worker[] workers;
        lock (_sync)
            workers = [.. _all];
        foreach (var worker in workers)
            worker.CancelAttempt();
    }

    /// <summary>Takes nothing more; what runs goes on.</summary>
    public void Stop()
    {
        lock (_sync)
            _stopped = true;
    }

    private Worker? StartWorker()
    {
        if (_stopped || _active >= Concurrency || _active >= Limit || _waiting == 0)
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

    private int TakeUngated(LaneEntry[] into, int wanted)
    {
        var count = 0;
        while (count < wanted && _waiting > 0)
            into[count++] = TakeOne();
        return count;
    }

    private int TakeGated(LaneEntry[] into, out long wakeAt)
    {
        wakeAt = 0;
        var now = clock.GetUtcNow().UtcTicks;
        if (now < _resumeTicks)
        {
            wakeAt = _resumeTicks;
            return 0;
        }

        _resumeTicks = 0;
        while (_waiting > 0)
        {
            var entry = TakeOne();
            if (!entry.IsCurrent)
                continue;
            if (Rate?.Ask(now) is { } wait and > 0)
            {
                _lanes[(int)entry.Item.Lane].AddFirst(entry);
                _waitingLanes |= 1u << (int)entry.Item.Lane;
                _waiting++;

                // The turn was not used: else a lane whose turns are all refused would starve.
                _turn--;
                wakeAt = _resumeTicks = now + wait;
                return 0;
            }

            into[0] = entry;
            return 1;
        }

        return 0;
    }

    private LaneEntry TakeOne()
    {
        var lane = LaneSchedule.Pick(_turn++, _waitingLanes);
        var entry = _lanes[lane].Take();
        if (_lanes[lane].Count == 0)
            _waitingLanes &= ~(1u << lane);
        _waiting--;
        return entry;
    }
}
