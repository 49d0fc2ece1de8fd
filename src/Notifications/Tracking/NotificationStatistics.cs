namespace Notifications.Tracking;

/// <summary>What the engine has counted since it started. The two laws of accounting hold at any moment at which it is idle.</summary>
public sealed record NotificationStatistics
{
    /// <summary>Events published: refused + duplicate + accepted.</summary>
    public required long Published { get; init; }

    /// <summary>Events taken.</summary>
    public required long Accepted { get; init; }

    /// <summary>Events taken that no rule matched.</summary>
    public required long Unrouted { get; init; }

    /// <summary>Events whose idempotency key was known.</summary>
    public required long Duplicate { get; init; }

    /// <summary>Events not taken.</summary>
    public required long Refused { get; init; }

    /// <summary>Matches of events and rules (with those recovered at the start): notified + merged + suppressed + <see cref="PendingMatches"/>.</summary>
    public required long Matched { get; init; }

    /// <summary>Matches that made a message of their own.</summary>
    public required long Notified { get; init; }

    /// <summary>Matches told within another message.</summary>
    public required long Merged { get; init; }

    /// <summary>Matches that nobody had to hear of; the trace says why.</summary>
    public required long Suppressed { get; init; }

    /// <summary>Matches that wait to be summarised, for their recipients to be found, or for the end of what holds them; counted by the store.</summary>
    public required long PendingMatches { get; init; }

    /// <summary>Messages there would be if each match made one to each of its targets.</summary>
    public required long Candidates { get; init; }

    /// <summary>Requests received by <c>SendAsync</c>.</summary>
    public required long Requests { get; init; }

    /// <summary>Deliveries created (with those recovered at the start): the sum of all below and <see cref="Pending"/>.</summary>
    public required long Created { get; init; }

    /// <summary>Delivered.</summary>
    public required long Delivered { get; init; }

    /// <summary>Taken by the provider, without a receipt so far.</summary>
    public required long Sent { get; init; }

    /// <summary>Rejected by the provider.</summary>
    public required long Rejected { get; init; }

    /// <summary>Not begun before the deadline.</summary>
    public required long Expired { get; init; }

    /// <summary>Given up after all attempts.</summary>
    public required long DeadLettered { get; init; }

    /// <summary>Called back, or superseded before they began.</summary>
    public required long Cancelled { get; init; }

    /// <summary>Dropped by a policy.</summary>
    public required long Dropped { get; init; }

    /// <summary>Live deliveries (those in doubt included), counted by the store and not derived.</summary>
    public required long Pending { get; init; }

    /// <summary>Attempts made.</summary>
    public required long Attempts { get; init; }

    /// <summary>Fallbacks engaged.</summary>
    public required long Fallbacks { get; init; }

    /// <summary>Recipients who did not get a message that others of its recipients have: a delivery to several counts once, as delivered or sent.</summary>
    public long RecipientsMissed { get; init; }

    /// <summary>Records that left the history at its bound.</summary>
    public required long HistoryEvicted { get; init; }

    /// <summary>The same of exercises, which are in none of the other numbers unless <c>CountDrills</c> says so; null while there was none.</summary>
    public NotificationStatistics? Drills { get; init; }

    /// <summary>Records that left the audit log at its bound.</summary>
    public long AuditEvicted { get; init; }

    /// <summary>Idempotency keys that the store forgot before they had expired, because it remembers no more of them: a repetition is taken for new.</summary>
    public long KeysEvicted { get; init; }

    /// <summary>Delivered and sent ones over those and the rejected, expired and dead-lettered: 0 to 1. Null when nothing has ended.</summary>
    public double? SuccessRate => SuccessRates.Of(Delivered + Sent, Rejected + Expired + DeadLettered);

    /// <summary>Attempts that were to be repeated.</summary>
    public long Retries { get; init; }

    /// <summary>Times that a provider asked to slow down.</summary>
    public long Throttled { get; init; }

    /// <summary>How often something was held, merged or kept back since the start, by the reason; reasons that have held nothing are missing.</summary>
    public IReadOnlyDictionary<DecisionReason, long> HeldByReason { get; init; } = new Dictionary<DecisionReason, long>();

    /// <summary>What ended within the last hour.</summary>
    public PeriodStatistics LastHour { get; init; } = new() { Length = TimeSpan.FromHours(1) };

    /// <summary>What ended within the last 24 hours.</summary>
    public PeriodStatistics LastDay { get; init; } = new() { Length = TimeSpan.FromDays(1) };

    /// <summary>The channels.</summary>
    public required IReadOnlyList<ChannelStatistics> Channels { get; init; }
}
