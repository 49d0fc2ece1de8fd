namespace Notifications.Storage;

/// <summary>A work item that can say of itself what people ask of a delivery. What a store keeps of finished deliveries is these.</summary>
internal interface IDeliverySource
{
    /// <summary>When it was created, in UTC ticks.</summary>
    long CreatedTicks { get; }

    /// <summary>When it ended, in UTC ticks; 0 while it is live.</summary>
    long FinishedTicks { get; }

    /// <summary>Where it stands.</summary>
    DeliveryState State { get; }

    /// <summary>The last reason on its way.</summary>
    DecisionReason LastReason { get; }

    /// <summary>The rule; null for a request.</summary>
    string? Rule { get; }

    /// <summary>The address; null for the channel's own destination.</summary>
    string? Destination { get; }

    /// <summary>The recipient's id.</summary>
    string? RecipientId { get; }

    /// <summary>The provider's id of the message.</summary>
    string? ProviderMessageId { get; }

    /// <summary>When the event was accepted, in UTC ticks.</summary>
    long AcceptedTicks { get; }

    /// <summary>The event; null when it is not known.</summary>
    NotificationEvent? Event { get; }

    /// <summary>The delivery as it is now. Called outside of any lock, while the item may still change.</summary>
    /// <returns>The record.</returns>
    DeliveryRecord ToRecord();

    /// <summary>How many bytes of memory it holds, the event, content and samples that it keeps alive included.</summary>
    /// <param name="content">The number of the content that was measured last: a fan-out's content counts once in a row. Set to the item's own.</param>
    /// <returns>An estimate, rather too much than too little.</returns>
    long MeasureBytes(ref long content);

    /// <summary>Gives an item that was read from bytes the event that it does not carry.</summary>
    /// <param name="e">The event.</param>
    void Attach(NotificationEvent e)
    {
    }
}
