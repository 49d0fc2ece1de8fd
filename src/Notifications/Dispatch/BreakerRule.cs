namespace Notifications.Dispatch;

/// <summary>The circuit breaker: so many failures in a row open it for a pause; then one probe decides.</summary>
internal static class BreakerRule
{
    public static BreakerState Succeeded(BreakerState state) => state == default ? state : new(0, 0, state.LastFailureTicks);

    public static BreakerState Failed(BreakerState state, int failuresToOpen, TimeSpan pause, long nowTicks)
    {
        var failures = state.Failures + 1;
        var opens = state.IsOpen || failures >= failuresToOpen;
        return new BreakerState(failures, opens ? nowTicks + pause.Ticks : 0, nowTicks);
    }
}
