using Notifications.Dispatch;
using Notifications.Storage;

namespace Notifications.Suppression;

/// <summary>What the chain of a destination holds, as <see cref="OrderRule"/> asks for it.</summary>
/// <param name="MayKnow">A beginning is under way, or may have arrived.</param>
/// <param name="UnsentFiring">A beginning waits that has not begun.</param>
/// <param name="UnsentEnd">An end is on its way, with nothing behind it but beginnings that a further end would take back.</param>
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
            if (at.State == DeliveryState.Cancelled || at.SourceEvent.Status == NotificationStatus.None)
                continue;
            if (isEnd || hasBegun)
                unsentEnd = isEnd;
            if (isEnd)
                continue;
            mayKnow |= hasBegun;
            unsentFiring |= !hasBegun;
        }

        return new ChainView(mayKnow, unsentFiring, unsentEnd);
    }

    /// <summary>An unsent message that a newer end has made untrue.</summary>
    public static bool IsSupersedable(Delivery delivery) =>
        delivery.State == DeliveryState.Ready && delivery.SourceEvent.Status is NotificationStatus.Firing or NotificationStatus.Acknowledged;
}
