namespace Notifications.Telemetry;

/// <summary>The names of the journal's instruments, on the meter <see cref="NotificationTelemetry.MeterName"/>.</summary>
public static class JournalMetricNames
{
    /// <summary>How long the disk took to confirm a group of commits.</summary>
    public const string FlushDuration = "notifications.journal.flush.duration";

    /// <summary>How many commits one confirmation covered.</summary>
    public const string GroupSize = "notifications.journal.group.size";

    /// <summary>Bytes of commits written.</summary>
    public const string Written = "notifications.journal.written";

    /// <summary>New work refused because the disk has no room.</summary>
    public const string Refused = "notifications.journal.refused";

    /// <summary>How long a checkpoint took.</summary>
    public const string CheckpointDuration = "notifications.journal.checkpoint.duration";

    /// <summary>Bytes of the journal's segments and its checkpoint on disk.</summary>
    public const string Size = "notifications.journal.size";

    /// <summary>Bytes of what is live, as last written.</summary>
    public const string Live = "notifications.journal.live";

    /// <summary>Segments that no checkpoint covers.</summary>
    public const string Segments = "notifications.journal.segments";

    /// <summary>What is wrong with the journal, by kind.</summary>
    public const string Problem = "notifications.journal.problem";
}
