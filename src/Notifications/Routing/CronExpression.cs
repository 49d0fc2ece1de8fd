using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Notifications.Routing;

/// <summary>A five-field cron expression as sets of bits.</summary>
internal sealed class CronExpression
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly ulong _minutes;
    private readonly ulong _hours;
    private readonly ulong _daysOfMonth;
    private readonly ulong _months;
    private readonly ulong _daysOfWeek;
    private readonly bool _anyDayOfMonth;
    private readonly bool _anyDayOfWeek;

    private CronExpression(ReadOnlySpan<CronField> fields)
    {
        (_minutes, _hours, _daysOfMonth, _months) = (fields[0].Bits, fields[1].Bits, fields[2].Bits, fields[3].Bits);

        // 7 is Sunday as well.
        _daysOfWeek = (fields[4].Bits | fields[4].Bits >> 7) & 0x7F;
        _anyDayOfMonth = fields[2].IsAny;
        _anyDayOfWeek = fields[4].IsAny;
        EveryHour = fields[1].IsAny;
    }

    /// <summary>The hour is <c>*</c>: the expression names minutes that pass, not times of the day.</summary>
    public bool EveryHour { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out CronExpression? expression, [NotNullWhen(false)] out string? error)
    {
        expression = null;
        var parts = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 5)
        {
            error = $"'{text}' has {parts.Length} fields; write five: minute, hour, day of month, month, day of week, such as '0 9 * * MON-FRI'";
            return false;
        }

        Span<CronField> fields = new CronField[5];
        var valid = CronField.TryParse(parts[0], "minute", 0, 59, [], out fields[0], out error)
            && CronField.TryParse(parts[1], "hour", 0, 23, [], out fields[1], out error)
            && CronField.TryParse(parts[2], "day of month", 1, 31, [], out fields[2], out error)
            && CronField.TryParse(parts[3], "month", 1, 12, Months, out fields[3], out error)
            && CronField.TryParse(parts[4], "day of week", 0, 7, Days, out fields[4], out error);
        if (!valid)
        {
            error = $"in '{text}' {error}";
            return false;
        }

        expression = new CronExpression(fields);
        if (expression.HasDay())
            return true;
        expression = null;
        error = $"'{text}' names a day that no year has; correct the day of month or the month";
        return false;
    }

    public bool IsDay(DateOnly day)
    {
        if ((_months >> day.Month & 1) == 0)
            return false;
        var ofMonth = (_daysOfMonth >> day.Day & 1) != 0;
        var ofWeek = (_daysOfWeek >> (int)day.DayOfWeek & 1) != 0;
        return _anyDayOfMonth || _anyDayOfWeek ? ofMonth && ofWeek : ofMonth || ofWeek;
    }

    public bool IsMinute(int minute) => (_minutes >> minute & 1) != 0;

    /// <summary>The first time of the day that is not before another, in minutes; -1 when there is none.</summary>
    public int NextTime(int minuteOfDay)
    {
        for (var hour = minuteOfDay / 60; hour < 24; hour++)
        {
            if ((_hours >> hour & 1) == 0)
                continue;
            var from = hour == minuteOfDay / 60 ? minuteOfDay % 60 : 0;
            var rest = _minutes >> from;
            if (rest != 0)
                return (hour * 60) + from + BitOperations.TrailingZeroCount(rest);
        }

        return -1;
    }

    private bool HasDay()
    {
        // A day that comes at all comes within eight years: the longest gap is that of 29 February around 2100. With weekdays required as
        // well (a restricted field beside '*' steps), 40 years hold every combination.
        var day = new DateOnly(2024, 1, 1);
        for (var i = 0; i < 366 * 40; i++, day = day.AddDays(1))
        {
            if (IsDay(day))
                return true;
        }

        return false;
    }
}
