using Notifications.Dispatch;
using Notifications.Publishing;
using Notifications.Storage;

namespace Notifications.Suppression;

/// <summary>Asks of each message about a thing whether its destination has to hear it, and takes back what it makes untrue.</summary>
internal sealed class SuppressionStage
{
    /// <summary>Decides, and remembers the destination.</summary>
    /// <param name="isNew">The destination hears of the thing for the first time.</param>
    /// <returns>Why it is not sent; none when it goes out.</returns>
    public DecisionReason Check(Step step, AlertState alert, NotificationStatus status, string channel, string? destination, out ToldDestination told, out bool isNew)
    {
        var known = alert.Find(channel, destination);
        isNew = known is null;
        told = known ?? new ToldDestination(channel, destination);
        var view = ChainView.Of(told);
        var decision = OrderRule.Decide(status, !isNew || alert.WasHeld, told.Told, view.MayKnow, view.UnsentFiring, view.UnsentEnd);
        if (decision.SupersedesUnsent)
            Supersede(step, told);
        return decision.Suppress;
    }

    /// <summary>The destinations that have to hear the end though no rule sends it to them now.</summary>
    public void CollectOwed(AlertState alert, List<ToldDestination> into)
    {
        foreach (var destination in alert.Destinations)
        {
            var view = ChainView.Of(destination);
            if (view.UnsentFiring || (!view.UnsentEnd && (destination.Told is NotificationStatus.Firing or NotificationStatus.Acknowledged || view.MayKnow)))
                into.Add(destination);
        }
    }

    private static void Supersede(Step step, ToldDestination told)
    {
        for (var at = told.Head; at is not null; at = at.Next)
        {
            // What has begun, or may have arrived, stays: the end follows it.
            if (!ChainView.IsSupersedable(at) || !at.TryMove(DeliveryState.Ready, DeliveryState.Cancelled))
                continue;
            at.NoteEnd(DecisionReason.Superseded);
            at.FinishedTicks = step.NowTicks;
            at.Epoch++;
            step.Superseded.Add(at);
            step.Batch.Change(at, ChangeKind.Remove);
        }
    }
}
