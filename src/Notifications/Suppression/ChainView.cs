using Notifications.Dispatch;
using Notifications.Storage;

namespace Notifications.Suppression;

/// <summary>What the chain of a destination holds, as <see cref="OrderRule"/> asks for it.</summary>
internal readonly record struct ChainView(bool MayKnow, bool UnsentFiring, bool UnsentEnd)
{
    public static ChainView Of(ToldDestination destination)
    {
        var mayKnow = destination.MayHaveArrived;
        var unsentFiring = false;
        var unsentEnd = false;
        for (var at = destination.Head; at is not null; at = at.Next)
        {
            var isEnd = at.SourceEvent.Status == NotificationStatus.Resolved;
            var hasBegun = at.State is DeliveryState.Leased or DeliveryState.InDoubt || (at.Flags & DeliveryFlags.MayHaveArrived) != 0;
            unsentEnd |= isEnd;
            if (isEnd || at.SourceEvent.Status == NotificationStatus.None)
                continue;

            // One that has begun behind an end needs an end of its own; one that has not is taken back by the new one.
            unsentEnd &= !hasBegun;
            mayKnow |= hasBegun;
            unsentFiring |= !hasBegun;
        }

        return new ChainView(mayKnow, unsentFiring, unsentEnd);
    }

    /// <summary>An unsent message that a newer end has made untrue.</summary>
    public static bool IsSupersedable(Delivery delivery) =>
        delivery.State == DeliveryState.Ready && delivery.SourceEvent.Status is NotificationStatus.Firing or NotificationStatus.Acknowledged;
}
