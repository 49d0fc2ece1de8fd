namespace Notifications.Simulation;

/// <summary>A clock that stands still until it is told to advance, and then fires the timers in between, each at its own instant. For tests and for replay on event time.</summary>
/// <remarks>Timers that are due at the same instant fire in the order in which they were armed. Callbacks run one after another on the thread that advances,
/// outside of any lock: they may create, change and dispose timers, and what they arm within the span fires within the same call. Safe for many threads;
/// only one advances at a time, the others wait for it.</remarks>
public sealed class SimulatedClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly Lock _advancing = new();
    private readonly SortedSet<SimulatedTimer> _armed = new(SimulatedTimer.ByDue);
    private readonly TimeZoneInfo _zone;
    private readonly long _startTicks;
    private long _nowTicks;
    private long _sequence;

    /// <summary>Creates a clock.</summary>
    /// <param name="start">The instant it begins at.</param>
    /// <param name="localTimeZone">The zone of <see cref="TimeProvider.GetLocalNow"/>; default UTC.</param>
    public SimulatedClock(DateTimeOffset start, TimeZoneInfo? localTimeZone = null)
    {
        _startTicks = start.UtcTicks;
        _nowTicks = _startTicks;
        _zone = localTimeZone ?? TimeZoneInfo.Utc;
    }

    /// <summary>Ticks of <see cref="GetTimestamp"/> per second: 10,000,000.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => _zone;

    /// <summary>When the next timer fires; null when none is armed.</summary>
    public DateTimeOffset? NextTimerDue
    {
        get
        {
            lock (_gate)
                return _armed.Min is { } next ? new DateTimeOffset(next.DueTicks, TimeSpan.Zero) : null;
        }
    }

    /// <summary>How many timers are armed.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_gate)
                return _armed.Count;
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _nowTicks), TimeSpan.Zero);

    /// <inheritdoc/>
    public override long GetTimestamp() => Volatile.Read(ref _nowTicks) - _startTicks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new SimulatedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Advances the clock and fires what becomes due.</summary>
    /// <param name="span">How far; zero fires what is due now.</param>
    /// <exception cref="ArgumentOutOfRangeException">The span is negative: the clock never goes back.</exception>
    public void Advance(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        lock (_advancing)
            Run(Volatile.Read(ref _nowTicks) + span.Ticks);
    }

    /// <summary>Advances the clock to an instant and fires what becomes due. An instant that has passed fires what is due now and leaves the clock where it is.</summary>
    /// <param name="instant">The instant.</param>
    public void AdvanceTo(DateTimeOffset instant)
    {
        lock (_advancing)
            Run(instant.UtcTicks);
    }

    /// <summary>Arms a timer anew, or disarms it.</summary>
    /// <param name="timer">The timer.</param>
    /// <param name="dueTime">From now; infinite to disarm.</param>
    /// <param name="period">From one firing to the next; zero or infinite for once.</param>
    /// <returns>False when the timer is disposed.</returns>
    internal bool Arm(SimulatedTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (timer.IsDisposed)
                return false;
            _armed.Remove(timer);
            timer.Period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
                Enqueue(timer, _nowTicks + dueTime.Ticks);
            return true;
        }
    }

    /// <summary>Disarms a timer for ever. A callback that runs is not waited for.</summary>
    /// <param name="timer">The timer.</param>
    internal void Dispose(SimulatedTimer timer)
    {
        lock (_gate)
        {
            timer.IsDisposed = true;
            _armed.Remove(timer);
        }
    }

    // A callback that advances the clock itself enters here again on the same thread; the outer call then has less to do.
    private void Run(long targetTicks)
    {
        while (TakeDue(targetTicks) is { } timer)
            timer.Fire();
    }

    private SimulatedTimer? TakeDue(long targetTicks)
    {
        lock (_gate)
        {
            if (_armed.Min is not { } next || next.DueTicks > Math.Max(targetTicks, _nowTicks))
            {
                Volatile.Write(ref _nowTicks, Math.Max(targetTicks, _nowTicks));
                return null;
            }

            Volatile.Write(ref _nowTicks, Math.Max(next.DueTicks, _nowTicks));
            _armed.Remove(next);
            if (next.Period > TimeSpan.Zero)
                Enqueue(next, next.DueTicks + next.Period.Ticks);
            return next;
        }
    }

    private void Enqueue(SimulatedTimer timer, long dueTicks)
    {
        timer.DueTicks = dueTicks;
        timer.Sequence = ++_sequence;
        _armed.Add(timer);
    }
}
