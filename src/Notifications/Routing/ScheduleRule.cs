namespace Notifications.Routing;

/// <summary>When the next occurrence of a schedule is. Pure.</summary>
internal static class ScheduleRule
{
    /// <summary>The first occurrence after the instant, in UTC; null when the calendar ends before.</summary>
    /// <remarks>
    /// A time of the day that the zone skips happens at the first instant after the gap; one that comes twice happens at its first coming.
    /// Where the hour is <c>*</c> the expression means passing minutes: in an overlap they pass twice, in a gap not at all.
    /// </remarks>
    public static DateTimeOffset? Next(CompiledSchedule schedule, DateTimeOffset after)
    {
        if (schedule.Cron is not { } cron)
            return NextMultiple(schedule.Interval.Ticks, after);
        try
        {
            return cron.EveryHour ? NextPassing(cron, schedule.Zone, after) : NextTimeOfDay(cron, schedule.Zone, after);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static DateTimeOffset? NextMultiple(long interval, DateTimeOffset after)
    {
        var elapsed = after.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        var passed = elapsed >= 0 ? elapsed / interval : ((elapsed + 1) / interval) - 1;
        var next = DateTimeOffset.UnixEpoch.UtcTicks + ((passed + 1) * interval);
        return next > DateTimeOffset.MaxValue.UtcTicks ? null : new DateTimeOffset(next, TimeSpan.Zero);
    }

    private static DateTimeOffset? NextTimeOfDay(CronExpression cron, TimeZoneInfo zone, DateTimeOffset after)
    {
        // From the day before: what lies in a gap or overlap of midnight may still be to come.
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(after, zone).DateTime).AddDays(-1);
        while (true)
        {
            if (cron.IsDay(day))
            {
                for (var time = cron.NextTime(0); time >= 0; time = time == 1439 ? -1 : cron.NextTime(time + 1))
                {
                    var instant = ToInstant(day.ToDateTime(TimeOnly.MinValue).AddMinutes(time), zone);
                    if (instant > after)
                        return instant;
                }
            }

            day = day.AddDays(1);
        }
    }

    private static DateTimeOffset ToInstant(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local))
            return EndOfGap(local, zone);
        var offset = zone.GetUtcOffset(local);
        if (zone.IsAmbiguousTime(local))
        {
            // The larger offset is the earlier instant.
            foreach (var candidate in zone.GetAmbiguousTimeOffsets(local))
                offset = candidate > offset ? candidate : offset;
        }

        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private static DateTimeOffset EndOfGap(DateTime local, TimeZoneInfo zone)
    {
        // Between a minute that exists before the gap and one after it, the last invalid time is followed by the end of the gap.
        var (low, high) = (local, local);
        while (zone.IsInvalidTime(high))
            high = high.AddHours(1);
        while (high - low > TimeSpan.FromSeconds(1))
        {
            var middle = low.AddTicks((high - low).Ticks / 2);
            if (zone.IsInvalidTime(middle))
                low = middle;
            else
                high = middle;
        }

        high = new DateTime(high.Ticks - (high.Ticks % TimeSpan.TicksPerSecond), high.Kind);
        if (zone.IsInvalidTime(high))
            high = high.AddSeconds(1);
        return new DateTimeOffset(high, zone.GetUtcOffset(high)).ToUniversalTime();
    }

    private static DateTimeOffset? NextPassing(CronExpression cron, TimeZoneInfo zone, DateTimeOffset after)
    {
        var ticks = after.UtcTicks - (after.UtcTicks % TimeSpan.TicksPerMinute);
        var instant = new DateTimeOffset(ticks, TimeSpan.Zero).AddMinutes(1);
        while (true)
        {
            var local = TimeZoneInfo.ConvertTime(instant, zone);
            var isDay = cron.IsDay(DateOnly.FromDateTime(local.DateTime));
            if (isDay && cron.IsMinute(local.Minute))
                return instant;

            // Far from midnight a wrong day is left in one step; no zone moves its clock by more than three hours.
            var rest = TimeSpan.FromHours(21) - local.TimeOfDay;
            instant = isDay || rest < TimeSpan.FromMinutes(1) ? instant.AddMinutes(1) : instant.AddMinutes(Math.Floor(rest.TotalMinutes));
        }
    }
}
