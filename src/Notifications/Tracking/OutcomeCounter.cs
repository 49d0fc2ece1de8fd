using Notifications.Storage;

namespace Notifications.Tracking;

/// <summary>The counter of each final state.</summary>
internal static class OutcomeCounter
{
    public static Counter For(DeliveryState state) => state switch
    {
        DeliveryState.Delivered => Counter.Delivered,
        DeliveryState.Sent => Counter.Sent,
        DeliveryState.Rejected => Counter.Rejected,
        DeliveryState.Expired => Counter.Expired,
        DeliveryState.DeadLettered => Counter.DeadLettered,
        DeliveryState.Cancelled => Counter.Cancelled,
        DeliveryState.Dropped => Counter.Dropped,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No final state."),
    };
}
