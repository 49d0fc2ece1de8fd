using Notifications.Storage;

namespace Notifications.Dispatch;

/// <summary>Which moves between the states of a delivery exist.</summary>
internal static class DeliveryRule
{
    public static bool IsFinal(DeliveryState state) => state >= DeliveryState.Delivered;

    public static bool IsLegal(DeliveryState from, DeliveryState to) => from switch
    {
        DeliveryState.Ready => to is DeliveryState.Leased or DeliveryState.Expired or DeliveryState.DeadLettered or DeliveryState.Cancelled or DeliveryState.Dropped,
        DeliveryState.Leased => to is not DeliveryState.Leased,
        DeliveryState.InDoubt => to is not (DeliveryState.Leased or DeliveryState.InDoubt),
        _ => false,
    };
}
