using Notifications.Dispatch;
using Notifications.Publishing;
using Notifications.Storage;

namespace Notifications.Suppression;

/// <summary>What the outcome of a message means for what its destination knows, and for those that wait behind it.</summary>
internal static class ChainRule
{
    /// <summary>Notes what was told; takes back what has become untrue or needless.</summary>
    /// <returns>The decision, changed to superseded where a newer end waits behind a beginning that did not arrive.</returns>
    public static DispatchDecision Settle(Step step, Delivery delivery, ToldDestination chain, DispatchDecision decision, DeliveryResult? result)
    {
        var status = delivery.SourceEvent.Status;
        var isTold = decision.State is DeliveryState.Delivered or DeliveryState.Sent || delivery.Details is { Remaining: not null };
        if (isTold)
            NoteTold(chain, delivery, status, result);
        else if ((delivery.Flags & DeliveryFlags.MayHaveArrived) != 0 && status is NotificationStatus.Firing or NotificationStatus.Acknowledged)
            chain.MayHaveArrived = true;

        if (isTold)
            return GiveWay(delivery, decision);
        var end = NextEnd(delivery);
        if (end is null || decision.State == DeliveryState.InDoubt)
            return decision;
        if (status is NotificationStatus.Firing or NotificationStatus.Acknowledged && decision.State == DeliveryState.Ready)
        {
            delivery.Note(DecisionReason.Superseded);
            decision = new DispatchDecision(DeliveryState.Cancelled, DecisionReason.Superseded);
        }

        if (DeliveryRule.IsFinal(decision.State) && !KnowsOfIt(chain))
            TakeBack(step, end);
        return decision;
    }

    /// <summary>Some have it, and a newer message to all of them waits: that is the one that the others get.</summary>
    private static DispatchDecision GiveWay(Delivery delivery, in DispatchDecision decision)
    {
        if (decision.State != DeliveryState.Ready || delivery.Next is null || !RemainingRule.KeepsPlace(delivery.SourceEvent.Status))
            return decision;
        delivery.NoteEnd(DecisionReason.Superseded);
        return new DispatchDecision(delivery.Details!.Remaining!.Reached, DecisionReason.Superseded);
    }

    private static void NoteTold(ToldDestination chain, Delivery delivery, NotificationStatus status, DeliveryResult? result)
    {
        if (status != NotificationStatus.None)
            (chain.Told, chain.Severity) = (status, delivery.SourceEvent.Severity);
        if (status == NotificationStatus.Resolved)
            chain.MayHaveArrived = false;
        if (result?.ProviderMessageId is not null)
            chain.ProviderMessageId = delivery.Details!.ProviderMessageId;
        for (var at = delivery.Next; at is not null; at = at.Next)
            at.GetDetails().PreviousProviderMessageId = chain.ProviderMessageId;
    }

    private static bool KnowsOfIt(ToldDestination chain) =>
        chain.MayHaveArrived || chain.Told is NotificationStatus.Firing or NotificationStatus.Acknowledged;

    private static Delivery? NextEnd(Delivery delivery)
    {
        var next = delivery.Next;
        return next?.SourceEvent.Status == NotificationStatus.Resolved && next.State == DeliveryState.Ready ? next : null;
    }

    private static void TakeBack(Step step, Delivery end)
    {
        if (!end.TryMove(DeliveryState.Ready, DeliveryState.Cancelled))
            return;
        end.NoteEnd(DecisionReason.NeverTold);
        end.FinishedTicks = step.NowTicks;
        end.Epoch++;
        step.Superseded.Add(end);
        step.Batch.Change(end, ChangeKind.Remove);
    }
}
