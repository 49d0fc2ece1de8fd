namespace Notifications.Tracking;

/// <summary>How deliveries ended within a time. Kept to five minutes, so that the time is up to five minutes longer than said.</summary>
public sealed record PeriodStatistics
{
    /// <summary>The time, up to now.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>Delivered.</summary>
    public long Delivered { get; init; }

    /// <summary>Taken by the provider, without a receipt so far.</summary>
    public long Sent { get; init; }

    /// <summary>Rejected by the provider.</summary>
    public long Rejected { get; init; }

    /// <summary>Not begun before the deadline.</summary>
    public long Expired { get; init; }

    /// <summary>Given up after all attempts.</summary>
    public long DeadLettered { get; init; }

    /// <summary>Called back, or superseded before they began.</summary>
    public long Cancelled { get; init; }

    /// <summary>Dropped by a policy.</summary>
    public long Dropped { get; init; }

    /// <summary>All of them.</summary>
    public long Total => Delivered + Sent + Rejected + Expired + DeadLettered + Cancelled + Dropped;

    /// <summary>Rejected, expired or dead-lettered.</summary>
    public long Failed => Rejected + Expired + DeadLettered;

    /// <summary>Delivered and sent ones over those and the failed: 0 to 1. What was cancelled or dropped is neither. Null when there was none.</summary>
    public double? SuccessRate => SuccessRates.Of(Delivered + Sent, Failed);
}
