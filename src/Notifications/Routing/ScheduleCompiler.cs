using Notifications.Configuration;

namespace Notifications.Routing;

/// <summary>Parses the schedule of a rule.</summary>
internal static class ScheduleCompiler
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    public static CompiledSchedule? Compile(ScheduleOptions options, string path, ErrorList errors)
    {
        if (options.Cron is null == options.Interval is null)
        {
            errors.Add(path, options.Cron is null
                ? "neither Cron nor Interval is given; write one of them"
                : "both Cron and Interval are given; remove one of them");
            return null;
        }

        if (options.Interval is { } interval)
        {
            RangeRule.Check(interval, Shortest, Longest, $"{path}:Interval", errors);
            return interval < Shortest ? null : new CompiledSchedule(interval);
        }

        var zone = TimeZoneInfo.Utc;
        if (options.TimeZone is { } id && !TimeZoneInfo.TryFindSystemTimeZoneById(id, out zone))
            errors.Add($"{path}:TimeZone", $"'{id}' is no time zone of this system; write an IANA name such as 'Europe/Paris' or 'UTC'");
        if (CronExpression.TryParse(options.Cron!, out var cron, out var error))
            return zone is null ? null : new CompiledSchedule(cron, zone);
        errors.Add($"{path}:Cron", error);
        return null;
    }
}
