namespace Notifications.Durability.Cases;

/// <summary>A clock whose time of day somebody sets, as NTP does or a person; timers and timestamps go on as they did.</summary>
/// <param name="inner">The time that passes.</param>
internal sealed class JumpingClock(TimeProvider inner) : TimeProvider
{
    private long _offsetTicks;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public void Jump(TimeSpan by) => Interlocked.Add(ref _offsetTicks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + TimeSpan.FromTicks(Volatile.Read(ref _offsetTicks));

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => inner.CreateTimer(callback, state, dueTime, period);
}
