using Notifications.Configuration;
using Notifications.Dispatch;
using Notifications.Hosting;
using Notifications.Operations;
using Notifications.Policy;
using Notifications.Rendering;
using Notifications.Storage;
using Notifications.Suppression;

namespace Notifications.Publishing;

/// <summary>Makes one delivery out of a match and a destination, through suppression, policy and rendering; or says why there is none.</summary>
internal sealed class DeliveryPlanner(EngineContext engine, SuppressionStage suppression, PolicyStage policy, RenderingStage rendering)
{
    /// <summary>Plans a delivery. What it decides is in the step's batch and placements; nothing happens before the commit.</summary>
    /// <returns>None when there is a delivery; else why there is none.</returns>
    public DecisionReason Plan(Step step, in MatchContext match, ChannelRuntime channel, string? destination)
    {
        if (!channel.Options.Enabled)
            return DecisionReason.ChannelRemoved;
        if (OperatorEvents.IsAbout(match.Event, channel) && FailingChannelRule.HasOther(step, match, channel))
            return DecisionReason.FailingChannel;

        // The same event to the same destination by two rules is one message; the first rule's stands.
        if (step.Planned.Contains(match.EventNumber, channel, destination, match.Aggregate?.Count))
            return DecisionReason.SameTarget;
        if (policy.CheckDestination(channel.Name, destination) is var gone and not DecisionReason.None)
            return gone;

        ToldDestination? told = null;
        var status = match.Event.Status;
        var mustPass = match.MustPass;
        var isFirstSeen = false;
        if (match.Alert is { } alert)
        {
            var suppressed = suppression.Check(step, alert, status, channel.Name, destination, out told, out isFirstSeen);
            if (suppressed != DecisionReason.None)
                return suppressed;
            if (match.Held != DecisionReason.None && isFirstSeen)
                return match.Held;
            if (match.Passed == DecisionReason.HoldEnded && !isFirstSeen && told.Knows(match.Event))
                return DecisionReason.AlreadyTold;
            mustPass |= !isFirstSeen && IsChange(told, status);
            if (isFirstSeen && !DestinationBound.TryMakeRoom(engine, step, alert))
            {
                // Who cannot be told the end is not told the beginning.
                if (status is NotificationStatus.Firing or NotificationStatus.Acknowledged)
                    return DecisionReason.TooManyDestinations;
                (told, isFirstSeen) = (null, false);
            }
        }

        var content = match.Template is null ? match.Content ?? rendering.Render(step, match, channel) : rendering.Render(step, match, channel) ?? match.Content;
        if (match.Event.Drill)
            content = rendering.Mark(step, match, content);
        if (!mustPass && match.Rule?.Deduplicate is { } window
            && policy.IsDuplicateContent(step, RenderingStage.ContentKey(match, channel.Name, destination, content), window))
            return DecisionReason.DuplicateContent;

        var subject = new LimitSubject(channel.Name, destination, match.RecipientId, match.Event.TenantId, match.Category, match.Event.Drill);
        LimitGate? gate = null;
        var limited = match.SendAtTicks > step.NowTicks ? DecisionReason.None : policy.Charge(step, subject, !mustPass, out gate);
        gate = limited == DecisionReason.LimitDeferred ? gate : null;
        var delivery = Create(step, match, channel, destination, told, content, limited);
        if (limited == DecisionReason.LimitDropped)
        {
            Drop(step, delivery);
            return DecisionReason.None;
        }

        if (isFirstSeen)
        {
            step.Save(match.Alert!);
            match.Alert!.Destinations.Add(told!);
        }

        step.Batch.Change(delivery, ChangeKind.Add);
        step.Placements.Add(new Placement(delivery, told, gate));
        step.Planned.Add(delivery);
        return DecisionReason.None;
    }

    /// <summary>A change of status passes every limit, also while what it changes is still on its way or may have arrived.</summary>
    private static bool IsChange(ToldDestination told, NotificationStatus status) => status != NotificationStatus.None
        && ((told.ToBeTold() is var last and not NotificationStatus.None && last != status) || (status == NotificationStatus.Resolved && told.MayHaveArrived));

    private static void Drop(Step step, Delivery delivery)
    {
        delivery.TryMove(DeliveryState.Ready, DeliveryState.Dropped);
        delivery.FinishedTicks = step.NowTicks;
        step.Batch.Change(delivery, ChangeKind.Conclude);
        step.Dropped.Add(delivery);
    }

    private Delivery Create(
        Step step, in MatchContext match, ChannelRuntime channel, string? destination, ToldDestination? told, ContentRecord? content, DecisionReason limited)
    {
        var delivery = new Delivery
        {
            Id = step.NextId(engine.Ids),
            SourceEvent = match.Event,
            EventNumber = match.EventNumber,
            CreatedTicks = step.NowTicks,
            Runtime = channel,
            RuleName = match.RuleName,
            Destination = destination,
            Lane = match.Lane,
            Flags = channel.FlagsOf(destination) | (match.IsRequest ? DeliveryFlags.Requested : 0) | (match.Event.Drill ? DeliveryFlags.Drill : 0)
                | (limited switch { DecisionReason.LimitDeferred => DeliveryFlags.AwaitsLimit, _ => DeliveryFlags.LimitCharged }),
        };
        delivery.Note(match.Origin);
        if (match.Passed != DecisionReason.None)
            delivery.Note(match.Passed);
        if (limited != DecisionReason.None)
            delivery.Note(limited);
        if (told is { IsBusy: true })
            delivery.Note(DecisionReason.OrderWait);
        if (match.SendAtTicks > step.NowTicks)
        {
            delivery.DueTicks = match.SendAtTicks;
            delivery.GetDetails().SendAtTicks = match.SendAtTicks;
            delivery.Flags &= ~DeliveryFlags.LimitCharged;
            if (told is not null)
                delivery.Flags |= DeliveryFlags.AwaitsSchedule;
            delivery.Note(DecisionReason.Scheduled);
        }

        AddDetails(delivery, step, match, told, content);
        return delivery;
    }

    private static void AddDetails(Delivery delivery, Step step, in MatchContext match, ToldDestination? told, ContentRecord? content)
    {
        if (match.AcceptedTicks != step.NowTicks)
            delivery.GetDetails().AcceptedTicks = match.AcceptedTicks;
        if (content is not null)
            delivery.GetDetails().Content = content;
        if (match.Aggregate is not null)
            delivery.GetDetails().Aggregate = match.Aggregate;
        if (match.RecipientId is not null)
            delivery.GetDetails().RecipientId = match.RecipientId;
        if (match.Category is not null)
            delivery.GetDetails().Category = match.Category;
        if (match.BatchId is not null)
            delivery.GetDetails().BatchId = match.BatchId;
        if (match.TargetIndex != 0)
            delivery.GetDetails().TargetIndex = match.TargetIndex;
        if (match.FallbackStep != 0)
            delivery.GetDetails().FallbackStep = match.FallbackStep;
        if (match.OriginChannel is not null && match.OriginChannel != delivery.Runtime.Name)
            delivery.GetDetails().OriginChannel = match.OriginChannel;
        if (step.PublishDepth != 0)
            delivery.GetDetails().PublishDepth = step.PublishDepth;
        if (match.Alert is not { } alert || told is null)
            return;
        var details = delivery.GetDetails();
        details.Alert = alert;
        details.Told = told;
        details.PreviousProviderMessageId = told.ProviderMessageId;
    }
}
