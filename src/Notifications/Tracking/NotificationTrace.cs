using Notifications.Storage;

namespace Notifications.Tracking;

/// <summary>All that is known of one event: why it was sent, or not.</summary>
public sealed record NotificationTrace
{
    /// <summary>The event at its acceptance.</summary>
    public required AcceptedEvent Event { get; init; }

    /// <summary>Decisions that made no delivery of their own, oldest first.</summary>
    public IReadOnlyList<DecisionRecord> Decisions { get; init; } = [];

    /// <summary>The deliveries, oldest first, with their reasons and attempts.</summary>
    public IReadOnlyList<DeliveryRecord> Deliveries { get; init; } = [];

    /// <summary>The trace as a tree to read.</summary>
    /// <returns>Several lines of text.</returns>
    public override string ToString() => TraceText.Write(this);
}
