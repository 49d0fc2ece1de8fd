namespace Notifications.Storage;

/// <summary>How much of the past a store keeps. What is live is never among it.</summary>
internal sealed record StoreLimits
{
    /// <summary>How many events, finished deliveries and decisions, of each.</summary>
    public int HistoryCapacity { get; init; } = 10_000;

    /// <summary>How many bytes events, finished deliveries and decisions take, of each, by estimate.</summary>
    public long HistoryBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>How long.</summary>
    public TimeSpan HistoryAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How many audit records.</summary>
    public int AuditCapacity { get; init; } = 10_000;

    /// <summary>How long they are kept.</summary>
    public TimeSpan AuditAge { get; init; } = TimeSpan.FromDays(365);
}
