namespace Notifications.Storage;

/// <summary>A work item that can say of itself what people ask of a delivery. What a store keeps of finished deliveries is these.</summary>
internal interface IDeliverySource
{
    /// <summary>The delivery as it is now. Called outside of any lock, while the item may still change.</summary>
    /// <returns>The record.</returns>
    DeliveryRecord ToRecord();
}
