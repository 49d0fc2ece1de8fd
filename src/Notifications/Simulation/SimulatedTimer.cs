namespace Notifications.Simulation;

/// <summary>A timer of a <see cref="SimulatedClock"/>, which guards its fields.</summary>
/// <param name="clock">The clock.</param>
/// <param name="callback">What it calls.</param>
/// <param name="state">What it passes.</param>
internal sealed class SimulatedTimer(SimulatedClock clock, TimerCallback callback, object? state) : ITimer
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    // Timers fire in the context of who created them, as the system's do: the current activity and async locals are theirs.
#pragma warning disable CA2213 // A captured context owns nothing.
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
#pragma warning restore CA2213

    /// <summary>The order of firing: by due instant, then by arming.</summary>
    public static IComparer<SimulatedTimer> ByDue { get; } = Comparer<SimulatedTimer>.Create(static (a, b) =>
        a.DueTicks != b.DueTicks ? a.DueTicks.CompareTo(b.DueTicks) : a.Sequence.CompareTo(b.Sequence));

    /// <summary>When it fires, while it is armed.</summary>
    public long DueTicks { get; set; }

    /// <summary>The order among those that are due at the same instant.</summary>
    public long Sequence { get; set; }

    /// <summary>From one firing to the next; zero or infinite for once.</summary>
    public TimeSpan Period { get; set; }

    /// <summary>It will not fire again.</summary>
    public bool IsDisposed { get; set; }

    /// <inheritdoc/>
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        return clock.Arm(this, dueTime, period);
    }

    /// <summary>Calls back.</summary>
    public void Fire()
    {
        if (_context is null)
            callback(state);
        else
            ExecutionContext.Run(_context, static timer => ((SimulatedTimer)timer!).CallBack(), this);
    }

    /// <inheritdoc/>
    public void Dispose() => clock.Dispose(this);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        clock.Dispose(this);
        return ValueTask.CompletedTask;
    }

    // The limits of the system's timers, so that what works on this clock works on that one too.
    private static void Check(TimeSpan value, string name)
    {
        if (value != Timeout.InfiniteTimeSpan && (value < TimeSpan.Zero || value > Longest))
            throw new ArgumentOutOfRangeException(name, value, $"A timer takes from zero to {Longest} or the infinite time span.");
    }

    private void CallBack() => callback(state);
}
