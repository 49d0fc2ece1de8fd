namespace Notifications.Storage;

/// <summary>One attempt of a delivery.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Provider">The provider that was asked.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Result">What it came to.</param>
/// <param name="Reason">What the provider said; null for success.</param>
/// <param name="NextAt">When the next attempt is due; null when there is none.</param>
public sealed record AttemptRecord(
    int Number, string Provider, DateTimeOffset StartedAt, DateTimeOffset EndedAt, DeliveryResultKind Result, string? Reason, DateTimeOffset? NextAt);
