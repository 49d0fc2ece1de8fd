namespace Notifications.Storage;

/// <summary>One thing known of an event: exactly one of the three is set.</summary>
public sealed class HistoryRecord
{
    /// <summary>The event at its acceptance.</summary>
    public AcceptedEvent? Event { get; init; }

    /// <summary>A decision that made no delivery of its own.</summary>
    public DecisionRecord? Decision { get; init; }

    /// <summary>A delivery, live or finished, as it is now.</summary>
    public DeliveryRecord? Delivery { get; init; }
}
