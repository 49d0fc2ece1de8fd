namespace Notifications.Configuration;

/// <summary>When a rule's messages go out: matching events are held and leave together at the next occurrence. Give either a cron expression or an interval.</summary>
public sealed record ScheduleOptions
{
    /// <summary>Minute, hour, day of month, month and day of week: <c>0 9 * * MON-FRI</c>. Lists, ranges, steps and English names; when both days
    /// are restricted, either suffices. A time that the clock skips happens at the first instant after the gap, one that comes twice at its first
    /// occurrence; with <c>*</c> as hour every passing of the minute counts.</summary>
    /// <value>Default: null.</value>
    public string? Cron { get; set; }

    /// <summary>The distance of occurrences, aligned to 1970-01-01 00:00 UTC.</summary>
    /// <value>1 s to 365 days. Default: null.</value>
    public TimeSpan? Interval { get; set; }

    /// <summary>The IANA zone in which <see cref="Cron"/> is read, for example <c>Europe/Paris</c>.</summary>
    /// <value>Default: UTC.</value>
    public string? TimeZone { get; set; }
}
