using Notifications.Dispatch;
using Notifications.Storage;

namespace Notifications.Timing;

/// <summary>Wakes what waits, at its time: one timer of the clock for all of it.</summary>
internal sealed class Timers : IDisposable
{
    private readonly TimerWheel _wheel;
    private readonly TimeProvider _clock;
    private readonly RoomSignal _idle;
    private readonly Action<StoreRecord> _fire;
    private readonly ITimer _timer;
    private readonly Lock _sync = new();
    private readonly List<StoreRecord> _due = [];
    private long _armedTicks = long.MaxValue;
    private int _draining;
    private bool _stopped;

    public Timers(TimeProvider clock, RoomSignal idle, Action<StoreRecord> fire)
    {
        _clock = clock;
        _idle = idle;
        _fire = fire;
        _wheel = new TimerWheel(clock.GetUtcNow().UtcTicks);
        _timer = clock.CreateTimer(static self => ((Timers)self!).Drain(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Due records are being handed out.</summary>
    public bool IsBusy => Volatile.Read(ref _draining) != 0;

    /// <summary>When something is due next; null when nothing waits.</summary>
    public DateTimeOffset? NextDue => _wheel.NextDueTicks is var next and < long.MaxValue ? new DateTimeOffset(next, TimeSpan.Zero) : null;

    /// <summary>Waits for the record's due time. A record whose due time changes later is simply scheduled again.</summary>
    public void Schedule(StoreRecord record)
    {
        var due = record.DueTicks;
        if (due == 0)
            return;
        _wheel.Schedule(record, due);
        if (due < Volatile.Read(ref _armedTicks))
            Arm(due);
    }

    /// <summary>Waits for the due times of many records.</summary>
    public void Schedule(List<StoreRecord> records)
    {
        _wheel.Schedule(records);
        if (_wheel.NextDueTicks is var next and < long.MaxValue)
            Arm(next);
    }

    public bool IsStopped
    {
        get
        {
            lock (_sync)
                return _stopped;
        }
    }

    public void Stop()
    {
        lock (_sync)
        {
            _stopped = true;
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Arm(long due)
    {
        lock (_sync)
        {
            if (_stopped || due >= _armedTicks)
                return;
            _armedTicks = due;

            // A timer may fire up to a millisecond early; then it is armed once more.
            var wait = Math.Max(0, due - _clock.GetUtcNow().UtcTicks);
            _timer.Change(TimeSpan.FromMilliseconds((wait + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond is var ms && ms < int.MaxValue ? ms : int.MaxValue), Timeout.InfiniteTimeSpan);
        }
    }

    private void Drain()
    {
        if (Interlocked.Increment(ref _draining) > 1)
            return;
        do
        {
            Volatile.Write(ref _draining, 1);
            lock (_sync)
                _armedTicks = long.MaxValue;
            _wheel.PopDue(_clock.GetUtcNow().UtcTicks, _due);
            foreach (var record in _due)
                _fire(record);
            _due.Clear();
            if (_wheel.NextDueTicks is var next and < long.MaxValue)
                Arm(next);
        }
        while (Interlocked.CompareExchange(ref _draining, 0, 1) != 1);
        _idle.Freed();
    }
}
