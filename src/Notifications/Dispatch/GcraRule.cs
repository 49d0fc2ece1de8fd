namespace Notifications.Dispatch;

/// <summary>The generic cell rate algorithm. In any window of length w it grants at most burst + w ÷ interval.</summary>
internal static class GcraRule
{
    /// <summary>Asks for one grant.</summary>
    /// <param name="interval">Ticks between two grants at the steady rate.</param>
    /// <param name="burst">Grants that may come at once after a pause.</param>
    /// <param name="arrival">The theoretical arrival time: the state.</param>
    /// <param name="nowTicks">Now.</param>
    /// <returns>The ticks to wait, 0 when granted, and the state after a grant.</returns>
    public static (long Wait, long Arrival) Ask(long interval, int burst, long arrival, long nowTicks)
    {
        var from = Math.Max(arrival, nowTicks);
        var wait = from - Tolerance(interval, burst) - nowTicks;
        return wait > 0 ? (wait, arrival) : (0, from + interval);
    }

    /// <summary>How far the arrival time may run ahead of now.</summary>
    public static long Tolerance(long interval, int burst) => (long)Int128.Min((Int128)interval * (burst - 1), long.MaxValue / 4);
}
