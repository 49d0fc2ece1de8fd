using Notifications.Storage;

namespace Notifications.Operations;

/// <summary>A delivery that failed for good and that no fallback took over, with all that is needed to send it again.</summary>
public sealed record DeadLetter
{
    /// <summary>The delivery: its state, attempts and reasons.</summary>
    public required DeliveryRecord Delivery { get; init; }

    /// <summary>The event or request, as it was when the delivery was made.</summary>
    public required NotificationEvent Event { get; init; }

    /// <summary>The id of the event or request, as its publisher knows it.</summary>
    public required string EventId { get; init; }

    /// <summary>The delivery's id, by which it is requeued or discarded.</summary>
    public string Id => Delivery.Id.ToString();

    /// <summary>When it failed.</summary>
    public DateTimeOffset FailedAt => Delivery.FinishedAt ?? Delivery.CreatedAt;

    /// <summary>What the provider said last; null when there was no attempt.</summary>
    public string? Answer => Delivery.Attempts.Count == 0 ? null : Delivery.Attempts[^1].Reason;
}
