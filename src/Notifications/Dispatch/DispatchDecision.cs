using Notifications.Storage;

namespace Notifications.Dispatch;

/// <summary>What comes after an attempt.</summary>
/// <param name="State">The delivery's next state: final, in doubt, or ready for another attempt.</param>
/// <param name="Reason">Why.</param>
/// <param name="DueTicks">When the next attempt is due; 0 for at once.</param>
/// <param name="ConsumesAttempt">Whether this attempt counts.</param>
/// <param name="EngagesFallback">Whether the next fallback takes over.</param>
/// <param name="PausesChannel">Whether the whole channel waits until <paramref name="DueTicks"/>.</param>
/// <param name="BreakerFailure">Whether the provider's breaker counts a failure.</param>
internal readonly record struct DispatchDecision(
    DeliveryState State,
    DecisionReason Reason,
    long DueTicks = 0,
    bool ConsumesAttempt = true,
    bool EngagesFallback = false,
    bool PausesChannel = false,
    bool BreakerFailure = false);
