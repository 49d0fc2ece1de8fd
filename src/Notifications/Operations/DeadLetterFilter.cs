using Notifications.Storage;

namespace Notifications.Operations;

/// <summary>Which dead letters are meant. What is null does not matter; all that is given must hold.</summary>
public sealed record DeadLetterFilter
{
    /// <summary>The tenant; empty for those of none.</summary>
    public string? TenantId { get; init; }

    /// <summary>The channel, ignoring case.</summary>
    public string? Channel { get; init; }

    /// <summary>The address; one that is a secret also in the redacted form in which a <see cref="DeadLetter"/> shows it.</summary>
    public string? Destination { get; init; }

    /// <summary>The rule, ignoring case.</summary>
    public string? Rule { get; init; }

    /// <summary>The event's type.</summary>
    public string? EventType { get; init; }

    /// <summary>How it ended: rejected, expired or dead-lettered.</summary>
    public DeliveryState? State { get; init; }

    /// <summary>Failed at this instant or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Failed before this instant.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Exercises only, or none of them.</summary>
    public bool? Drill { get; init; }

    /// <summary>How many an operation on many may touch, the oldest first.</summary>
    /// <value>1 to 100,000. Default: 1,000.</value>
    public int Limit { get; init; } = 1_000;

    internal bool Matches(DeadLetterState letter)
    {
        var d = letter.Stored.Record;
        return (TenantId is null || string.Equals(TenantId, d.TenantId, StringComparison.Ordinal))
            && (Channel is null || string.Equals(Channel, d.Channel, StringComparison.OrdinalIgnoreCase))
            && (Destination is null || Tracking.SecretDestination.Fits(Destination, letter.Stored.Destination, StringComparison.Ordinal))
            && (Rule is null || string.Equals(Rule, d.Rule, StringComparison.OrdinalIgnoreCase))
            && (EventType is null || string.Equals(EventType, letter.Event.Type, StringComparison.Ordinal))
            && (State is null || State == d.State)
            && (From is not { } from || letter.FailedTicks >= from.UtcTicks)
            && (Until is not { } until || letter.FailedTicks < until.UtcTicks)
            && (Drill is null || Drill == d.Drill);
    }
}
