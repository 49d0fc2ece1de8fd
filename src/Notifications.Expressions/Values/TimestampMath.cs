namespace Notifications.Expressions.Values;

/// <summary>
/// Timestamps as seconds since 1970 and nanoseconds, years 1 to 9999; durations as nanoseconds in 64 bits, as the reference implementation has
/// them.
/// </summary>
internal static class TimestampMath
{
    public const long EpochSeconds = 62_135_596_800;
    public const long MaxSeconds = 253_402_300_799;
    private const long NanosPerSecond = 1_000_000_000;

    private static readonly CelValue s_timestampRange = CelValue.Failed(CelErrorCode.Overflow, "The timestamp is out of range.");
    private static readonly CelValue s_durationRange = CelValue.Failed(CelErrorCode.Overflow, "The duration is out of range.");

    public static DateTime ToDateTime(in CelValue timestamp) =>
        new(((timestamp.Bits + EpochSeconds) * TimeSpan.TicksPerSecond) + (timestamp.Nanos / 100), DateTimeKind.Utc);

    public static CelValue Timestamp(Int128 nanos)
    {
        var (seconds, rest) = Int128.DivRem(nanos, NanosPerSecond);
        if (rest < 0)
            (seconds, rest) = (seconds - 1, rest + NanosPerSecond);
        return seconds < -EpochSeconds || seconds > MaxSeconds ? s_timestampRange : new CelValue(CelKind.Timestamp, (long)seconds, (int)rest);
    }

    public static CelValue Duration(Int128 nanos) =>
        nanos < long.MinValue || nanos > long.MaxValue ? s_durationRange : new CelValue(CelKind.Duration, (long)nanos);

    public static Int128 Nanos(in CelValue timestamp) => ((Int128)timestamp.Bits * NanosPerSecond) + timestamp.Nanos;

    public static int Order(in CelValue x, in CelValue y) => x.Bits != y.Bits ? x.Bits.CompareTo(y.Bits) : x.Nanos.CompareTo(y.Nanos);
}
