using Notifications.Dispatch;
using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Storage;
using Notifications.Suppression;

namespace Notifications.Operations;

/// <summary>Ends what is in doubt by an operator's word, under the lock of what it is about: one after the other.</summary>
internal sealed class InDoubtStage(EngineContext engine, StepCommitter committer, OperationRecorder recorder)
{
    public ValueTask<OperationResult> MarkDeliveredAsync(Delivery delivery, OperationActor actor, CancellationToken cancellationToken) =>
        RunAsync(delivery, OperationKind.MarkDelivered, DeliveryState.Delivered, DecisionReason.MarkedDelivered, actor, cancellationToken);

    public ValueTask<OperationResult> DiscardAsync(Delivery delivery, OperationActor actor, CancellationToken cancellationToken) =>
        RunAsync(delivery, OperationKind.Discard, DeliveryState.Cancelled, DecisionReason.Discarded, actor, cancellationToken);

    public ValueTask<OperationResult> SendAgainAsync(Delivery delivery, OperationActor actor, CancellationToken cancellationToken) =>
        RunAsync(delivery, OperationKind.SendAgain, DeliveryState.Ready, DecisionReason.SentAgain, actor, cancellationToken);

    private async ValueTask<OperationResult> RunAsync(
        Delivery delivery, OperationKind operation, DeliveryState state, DecisionReason reason, OperationActor actor, CancellationToken cancellationToken)
    {
        var id = delivery.GetId().ToString();
        var gate = engine.Stripes[delivery.Details?.Alert?.Identity ?? EventIdentity.Of(delivery.SourceEvent)].Gate;
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        var step = Step.Rent(engine.Clock.GetUtcNow());
        try
        {
            if (!engine.IsRunning)
                return Answer.NotRunning(id);
            if (!engine.InDoubt.ContainsKey(delivery.Id))
                return Answer.Missing(id, recorder.FindFirst(delivery.Id));
            var isOutdated = IsOutdated(delivery);
            if (state == DeliveryState.Ready && isOutdated)
            {
                await recorder.TraceOutdatedAsync(committer, delivery.EventNumber, delivery.RuleName, delivery.Runtime.Name, delivery.Id).ConfigureAwait(false);
                return Answer.Outdated(id);
            }

            if (state == DeliveryState.Ready && !delivery.Runtime.Options.Enabled)
                return Answer.Not(id, OperationOutcome.ChannelGone, "The channel is disabled: enable it first.");
            var handled = recorder.Audit(step, operation, actor, delivery.TenantId, id);
            var told = state == DeliveryState.Delivered && !isOutdated && delivery.SourceEvent.Status != NotificationStatus.None ? delivery.Details?.Told : null;
            var commit = await CommitAsync(step, delivery, state, reason, told, cancellationToken).ConfigureAwait(false);
            if (!commit.IsCommitted)
                return Answer.NotStored(id, commit);
            Follow(delivery, state, handled);
            recorder.Log(id, handled, delivery.Runtime.Name);
            return Answer.Done(id);
        }
        finally
        {
            step.Return();
            gate.Release();
        }
    }

    private static bool IsOutdated(Delivery delivery) =>
        delivery.Details?.Alert is { } alert && RequeueRule.IsOutdated(delivery.SourceEvent.Status, delivery.EventNumber, alert.ChangedBy);

    private async ValueTask<CommitResult> CommitAsync(
        Step step, Delivery delivery, DeliveryState state, DecisionReason reason, ToldDestination? told, CancellationToken cancellationToken)
    {
        var (reasons, status, sendAt, some, committed) = (delivery.Reasons, told?.Told ?? default, delivery.Details?.SendAtTicks, delivery.Details?.Remaining, false);
        try
        {
            Change(step, delivery, state, reason, told);
            var commit = await committer.CommitAsync(step, cancellationToken).ConfigureAwait(false);
            committed = commit.IsCommitted;
            return commit;
        }
        finally
        {
            if (!committed)
            {
                delivery.Restore(DeliveryState.InDoubt, reasons);
                (delivery.NextState, delivery.FinishedTicks) = (DeliveryState.InDoubt, 0);
                if (delivery.Details is { } details)
                    (details.SendAtTicks, details.Remaining) = (sendAt, some);
                if (told is not null)
                    told.Told = status;
            }
        }
    }

    private static void Change(Step step, Delivery delivery, DeliveryState state, DecisionReason reason, ToldDestination? told)
    {
        // Those who were in doubt have it now.
        if (state == DeliveryState.Delivered && delivery.Details is { Remaining: { } some })
            delivery.Details.Remaining = some.WithoutWaiting();
        delivery.NextState = RemainingRule.EndOf(state, delivery.Details?.Remaining);
        delivery.Epoch++;
        if (state == DeliveryState.Ready)
            delivery.Note(reason);
        else
            delivery.NoteEnd(reason);
        if (state == DeliveryState.Ready)
        {
            // Its time begins anew: it was held for longer than any deadline.
            delivery.GetDetails().SendAtTicks = step.NowTicks;
            delivery.GetDetails().Interruptions = 0;
            delivery.DueTicks = 0;
            step.Batch.Change(delivery, ChangeKind.Update);
        }
        else
        {
            delivery.FinishedTicks = step.NowTicks;
            step.Batch.Change(delivery, ChangeKind.Remove);
        }

        if (told is null)
            return;
        var alert = delivery.Details!.Alert!;
        step.Save(alert);
        told.Told = delivery.SourceEvent.Status;
        step.Put(alert);
    }

    private void Follow(Delivery delivery, DeliveryState state, HandledDelivery handled)
    {
        // Whoever no longer finds it finds who was first.
        engine.Operations.Add(delivery.Id, handled);
        engine.InDoubt.TryRemove(delivery.Id, out _);
        if (delivery.Details?.Alert is { } alert)
            alert.Kept--;
        delivery.TryMove(DeliveryState.InDoubt, state);
        if (state == DeliveryState.Ready)
            committer.Rejoin(delivery);
        else
            committer.Finish(delivery);
    }
}
