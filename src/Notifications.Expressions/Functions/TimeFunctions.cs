using Notifications.Expressions.Evaluation;
using Notifications.Expressions.Values;

namespace Notifications.Expressions.Functions;

/// <summary>The parts of timestamps, in UTC or in a zone, and of durations.</summary>
internal static class TimeFunctions
{
    public static void AddTo(Dictionary<(string Name, bool IsMethod), Overload[]> functions)
    {
        AddPart(functions, "getFullYear", static t => t.Year);
        AddPart(functions, "getMonth", static t => t.Month - 1);
        AddPart(functions, "getDate", static t => t.Day);
        AddPart(functions, "getDayOfMonth", static t => t.Day - 1);
        AddPart(functions, "getDayOfWeek", static t => (int)t.DayOfWeek);
        AddPart(functions, "getDayOfYear", static t => t.DayOfYear - 1);
        AddPart(functions, "getHours", static t => t.Hour, 3_600_000_000_000);
        AddPart(functions, "getMinutes", static t => t.Minute, 60_000_000_000);
        AddPart(functions, "getSeconds", static t => t.Second, 1_000_000_000);
        AddPart(functions, "getMilliseconds", static t => t.Millisecond, 1_000_000, 1_000);
    }

    // Of a duration hours, minutes and seconds are totals, but milliseconds are the part below the second: the reference has it so.
    private static void AddPart(
        Dictionary<(string Name, bool IsMethod), Overload[]> functions,
        string name,
        Func<DateTime, int> part,
        long unit = 0,
        long modulus = long.MaxValue)
    {
        FunctionBody inUtc = (ref CelFrame _, scoped ReadOnlySpan<CelValue> arguments) =>
            CelValue.FromInt(part(TimestampMath.ToDateTime(arguments[0])));
        FunctionBody inZone = (ref CelFrame _, scoped ReadOnlySpan<CelValue> arguments) => InZone(arguments[0], arguments[1].Text, part);
        FunctionBody ofDuration = (ref CelFrame _, scoped ReadOnlySpan<CelValue> arguments) => CelValue.FromInt(arguments[0].Bits / unit % modulus);
        var ofTimestamp = new Overload(CelType.Int, inUtc, CelType.Timestamp);
        var ofZone = new Overload(CelType.Int, inZone, CelType.Timestamp, CelType.String);
        functions.Add(
            (name, true), unit == 0 ? [ofTimestamp, ofZone] : [ofTimestamp, ofZone, new Overload(CelType.Int, ofDuration, CelType.Duration)]);
    }

    private static CelValue InZone(in CelValue timestamp, string zone, Func<DateTime, int> part) =>
        !ZoneOffset.TryFind(zone, TimestampMath.ToDateTime(timestamp), out var local)
            ? CelValue.Failed(CelErrorCode.InvalidArgument, "The time zone is neither a name of the IANA database nor an offset such as '+02:00'.")
            : local is { } time ? CelValue.FromInt(part(time))
            : CelValue.Failed(CelErrorCode.Overflow, "The timestamp is out of range in that zone.");
}
