using Notifications.History;
using Notifications.Storage;

namespace Notifications.Tracking;

/// <summary>The one table from the engine's states and reasons to the statuses that people search by.</summary>
internal static class TrackingRule
{
    /// <summary>The status of a delivery.</summary>
    /// <param name="state">Its state.</param>
    /// <param name="last">The last reason on its way.</param>
    /// <param name="waitsForTime">It will be looked at when its time comes.</param>
    public static TrackingStatus Of(DeliveryState state, DecisionReason last, bool waitsForTime) => state switch
    {
        DeliveryState.Ready => OfReady(last, waitsForTime),
        DeliveryState.Leased => TrackingStatus.Sending,
        DeliveryState.InDoubt => TrackingStatus.InDoubt,
        DeliveryState.Delivered => TrackingStatus.Delivered,
        DeliveryState.Sent => TrackingStatus.Sent,
        DeliveryState.Rejected => last is DecisionReason.RecipientRejected ? TrackingStatus.Bounced : TrackingStatus.Rejected,
        DeliveryState.Expired => TrackingStatus.Expired,
        DeliveryState.DeadLettered => TrackingStatus.Failed,
        DeliveryState.Cancelled => TrackingStatus.Cancelled,
        DeliveryState.Dropped => OfDecision(last) ?? TrackingStatus.Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "There is no such state."),
    };

    /// <summary>The status of a match that made no delivery.</summary>
    /// <param name="reason">Why.</param>
    /// <returns>Null when the reason only explains what has an entry of its own.</returns>
    public static TrackingStatus? OfDecision(DecisionReason reason) => reason switch
    {
        DecisionReason.DebounceJoined or DecisionReason.DebounceCooldown or DecisionReason.BatchJoined or DecisionReason.DuplicateContent
            or DecisionReason.Inhibited or DecisionReason.Silenced => TrackingStatus.Debounced,
        DecisionReason.LimitDropped => TrackingStatus.Throttled,
        DecisionReason.AlreadyTold or DecisionReason.NeverTold or DecisionReason.SameTarget or DecisionReason.Superseded or DecisionReason.NotNeeded
            or DecisionReason.CancelledByCaller or DecisionReason.RuleRemoved or DecisionReason.ChannelRemoved => TrackingStatus.Cancelled,
        DecisionReason.NoRecipient or DecisionReason.NoAddress or DecisionReason.DestinationDisabled => TrackingStatus.Rejected,
        DecisionReason.ResolverGaveUp => TrackingStatus.Failed,
        _ => null,
    };

    private static TrackingStatus OfReady(DecisionReason last, bool waitsForTime) => last switch
    {
        DecisionReason.RetryScheduled or DecisionReason.RecipientsDeferred or DecisionReason.FailedOver => TrackingStatus.Retrying,
        DecisionReason.Throttled or DecisionReason.LimitDeferred or DecisionReason.RateWait => TrackingStatus.Throttled,
        DecisionReason.OrderWait or DecisionReason.BreakerWait => TrackingStatus.Pending,
        _ => waitsForTime ? TrackingStatus.Pending : TrackingStatus.Queued,
    };
}
