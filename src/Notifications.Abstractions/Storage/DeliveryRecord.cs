namespace Notifications.Storage;

/// <summary>A delivery as people ask for it: its way, its attempts and its reasons.</summary>
public sealed record DeliveryRecord
{
    /// <summary>Its id.</summary>
    public required NotificationId Id { get; init; }

    /// <summary>The number of the event or request.</summary>
    public required long EventId { get; init; }

    /// <summary>The state.</summary>
    public required DeliveryState State { get; init; }

    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The address; null for the channel's own destination. One that is a secret (<see cref="ChannelTraits.IsSecretDestination"/>) stands here redacted:
    /// <c>https://hooks.slack.com/***#1a2b3c4d5e6f</c>, the same text for the same destination.</summary>
    public string? Destination { get; init; }

    /// <summary>The rule; null for a request.</summary>
    public string? Rule { get; init; }

    /// <summary>The tenant, or empty.</summary>
    public string TenantId { get; init; } = string.Empty;

    /// <summary>The lane.</summary>
    public Priority Priority { get; init; }

    /// <summary>The status it tells.</summary>
    public NotificationStatus Status { get; init; }

    /// <summary>It belongs to an exercise.</summary>
    public bool Drill { get; init; }

    /// <summary>How many events it stands for.</summary>
    public int EventCount { get; init; } = 1;

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it will be looked at next; null when it is not waiting for a time.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it ended; null while it is live.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The provider's id of the message.</summary>
    public string? ProviderMessageId { get; init; }

    /// <summary>Recipients for whom alone it is tried again: the others have it. Empty when it is for all, and when it is over.</summary>
    public IReadOnlyList<string> OnlyFor { get; init; } = [];

    /// <summary>Recipients who did not get it and are not tried any more, though others have it; at most the first thousand.</summary>
    public IReadOnlyList<string> NotFor { get; init; } = [];

    /// <summary>The attempts, oldest first; at most 16: the last ones, and the one by which some of the recipients have it when others do not.</summary>
    public IReadOnlyList<AttemptRecord> Attempts { get; init; } = [];

    /// <summary>The decisions on its way, oldest first.</summary>
    public IReadOnlyList<DecisionReason> Reasons { get; init; } = [];
}
