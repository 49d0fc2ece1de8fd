namespace Notifications.Dispatch;

/// <summary>When to try again: exponential backoff with a jitter that follows from the id and the attempt, so that it can be computed again.</summary>
internal static class RetrySchedule
{
    /// <summary>The wait after an attempt: base × 2^(attempt − 1), capped, of which the jitter takes away up to a half.</summary>
    public static TimeSpan Delay(long id, int attempt, TimeSpan baseDelay, TimeSpan maxDelay)
    {
        var exponent = Math.Clamp(attempt - 1, 0, 30);
        var full = Math.Min(baseDelay.Ticks * Math.Pow(2, exponent), maxDelay.Ticks);
        return TimeSpan.FromTicks((long)(full * (0.5 + (Fraction(id, attempt) / 2))));
    }

    /// <summary>A number in [0, 1) that is the same for the same id and attempt.</summary>
    private static double Fraction(long id, int attempt)
    {
        // The finaliser of SplitMix64: spreads neighbouring ids over the whole range.
        var x = (ulong)id + ((ulong)attempt * 0x9E37_79B9_7F4A_7C15);
        x = (x ^ (x >> 30)) * 0xBF58_476D_1CE4_E5B9;
        x = (x ^ (x >> 27)) * 0x94D0_49BB_1331_11EB;
        return ((x ^ (x >> 31)) >> 11) / (double)(1UL << 53);
    }
}
