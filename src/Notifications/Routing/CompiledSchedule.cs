namespace Notifications.Routing;

/// <summary>A schedule, parsed: a cron expression in a zone, or an interval.</summary>
internal sealed class CompiledSchedule
{
    public CompiledSchedule(CronExpression cron, TimeZoneInfo zone)
    {
        Cron = cron;
        Zone = zone;
    }

    public CompiledSchedule(TimeSpan interval) => Interval = interval;

    public CronExpression? Cron { get; }

    public TimeZoneInfo Zone { get; } = TimeZoneInfo.Utc;

    public TimeSpan Interval { get; }

    /// <summary>The first occurrence after an instant; null when there is none in the calendar.</summary>
    public DateTimeOffset? Next(DateTimeOffset after) => ScheduleRule.Next(this, after);
}
