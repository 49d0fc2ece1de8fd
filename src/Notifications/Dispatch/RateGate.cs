namespace Notifications.Dispatch;

/// <summary>A provider's own rate. Every attempt counts, retries too. Guarded by its queue's lock.</summary>
internal sealed class RateGate(long interval, int burst)
{
    private long _arrival;

    /// <summary>The ticks to wait for one send; 0 when it would be granted. Changes nothing.</summary>
    public long Peek(long nowTicks) => GcraRule.Ask(interval, burst, _arrival, nowTicks).Wait;

    /// <summary>Asks for one send: 0 when granted, else the ticks to wait.</summary>
    public long Ask(long nowTicks)
    {
        (var wait, _arrival) = GcraRule.Ask(interval, burst, _arrival, nowTicks);
        return wait;
    }
}
