namespace Notifications;

/// <summary>When a silence comes back, and for how long.</summary>
public sealed record SilenceRecurrence
{
    /// <summary>When an occurrence begins: minute, hour, day of month, month and day of week, as in the schedule of a rule: <c>0 2 * * SUN</c>.</summary>
    /// <value>Default: empty; has to be given.</value>
    public string Cron { get; set; } = string.Empty;

    /// <summary>How long an occurrence lasts, in elapsed time.</summary>
    /// <value>1 s to 31 days. Default: 1 h.</value>
    public TimeSpan Duration { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The IANA zone in which <see cref="Cron"/> is read, for example <c>Europe/Paris</c>.</summary>
    /// <value>Default: null, UTC.</value>
    public string? TimeZone { get; set; }
}
