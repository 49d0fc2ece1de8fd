using Notifications.Storage;

namespace Notifications.History;

/// <summary>A notification as a search finds it: a delivery, live or finished, or a match that made none and why. Either <see cref="Delivery"/> or <see cref="Decision"/> is set.</summary>
public sealed record HistoryEntry
{
    /// <summary>Its place: newest first is by the highest.</summary>
    public required HistoryPosition Position { get; init; }

    /// <summary>Where it stands.</summary>
    public required TrackingStatus Status { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The tenant, or empty.</summary>
    public string TenantId { get; init; } = string.Empty;

    /// <summary>The event's id: the publisher's own, or the one given at intake. Null when the event has left the history.</summary>
    public string? EventId { get; init; }

    /// <summary>The event's type; null when the event has left the history.</summary>
    public string? EventType { get; init; }

    /// <summary>The event's subject.</summary>
    public string? Subject { get; init; }

    /// <summary>The event's severity.</summary>
    public Severity Severity { get; init; }

    /// <summary>The W3C trace id; null when there is none.</summary>
    public string? TraceId { get; init; }

    /// <summary>The recipient's id, as the resolver gave it.</summary>
    public string? RecipientId { get; init; }

    /// <summary>The delivery; null for a match that made none.</summary>
    public DeliveryRecord? Delivery { get; init; }

    /// <summary>Why a match made no delivery; null for a delivery.</summary>
    public DecisionRecord? Decision { get; init; }
}
