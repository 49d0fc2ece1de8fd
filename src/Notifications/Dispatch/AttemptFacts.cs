namespace Notifications.Dispatch;

/// <summary>What the decision after an attempt depends on, besides the result.</summary>
/// <param name="DeliveryId">For the jitter.</param>
/// <param name="Attempt">The attempt's number, from 1.</param>
/// <param name="Lane">The lane, which sets the deadline.</param>
/// <param name="CreatedTicks">When the delivery was created, or became due if it was scheduled.</param>
/// <param name="HasFallback">A fallback is left.</param>
/// <param name="HasOtherProvider">A provider of the channel that was not tried in this round does not rest.</param>
/// <param name="IsCostly">The channel's trait.</param>
/// <param name="OwnProvider">The destination is a service of its own: its trouble is not the channel's.</param>
/// <param name="KeyHolds">The provider recognises our key, and the first attempt is inside its window.</param>
internal readonly record struct AttemptFacts(
    long DeliveryId, int Attempt, Priority Lane, long CreatedTicks, bool HasFallback, bool HasOtherProvider, bool IsCostly, bool KeyHolds, bool OwnProvider = false);
