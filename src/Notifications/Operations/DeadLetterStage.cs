using Notifications.Dispatch;
using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Rendering;
using Notifications.Storage;
using Notifications.Suppression;
using Notifications.Tracking;

namespace Notifications.Operations;

/// <summary>Ends dead letters: by a new delivery, by an operator's word, or at their bound. Under the lock of what they are about, so that each has one end.</summary>
internal sealed class DeadLetterStage(EngineContext engine, DeliveryPlanner planner, StepCommitter committer, OperationRecorder recorder)
{
    private readonly Admission _admission = new(engine);

    public async ValueTask<OperationResult> RequeueAsync(DeadLetterState letter, OperationActor actor, CancellationToken cancellationToken)
    {
        var id = letter.Stored.Record.Id.ToString();
        if (engine.Channels.Find(letter.Stored.Record.Channel) is not { } channel)
            return Answer.Not(id, OperationOutcome.ChannelGone, $"Channel '{letter.Stored.Record.Channel}' is no longer configured: add it again, or discard the dead letter.");
        if (await WaitForRoomAsync(channel, cancellationToken).ConfigureAwait(false) is { } noRoom)
            return Answer.Not(id, OperationOutcome.NoRoom, noRoom.Message);
        return await RunAsync(letter, step => Requeue(step, letter, channel, actor, id), cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<OperationResult> DiscardAsync(DeadLetterState letter, OperationActor actor, CancellationToken cancellationToken)
    {
        var id = letter.Stored.Record.Id.ToString();
        return RunAsync(letter, step =>
        {
            Trace(step, letter, DecisionReason.Discarded);
            letter.Handled = recorder.Audit(step, OperationKind.Discard, actor, letter.Stored.Record.TenantId, id);
            End(step, letter);
            return null;
        }, cancellationToken);
    }

    /// <summary>Lets one go at its bound.</summary>
    public void Forget(Step step, DeadLetterState letter)
    {
        // An operator was faster.
        if (!ReferenceEquals(engine.DeadLetters.Find(letter.Id), letter))
            return;
        Trace(step, letter, DecisionReason.DeadLetterForgotten);
        letter.Handled = new HandledDelivery(OperationKind.Forget, null, step.Now);
        End(step, letter);
        recorder.Forgotten(letter);
    }

    private static void End(Step step, DeadLetterState letter)
    {
        step.Save(letter);
        step.End(letter);
    }

    private static void Trace(Step step, DeadLetterState letter, DecisionReason reason) =>
        step.Trace(letter.Stored.Record.EventId, letter.Stored.Record.Rule, reason, letter.Stored.Record.Channel, letter.Id);

    private async ValueTask<NotificationError?> WaitForRoomAsync(ChannelRuntime channel, CancellationToken cancellationToken) =>
        (_admission.Pending >= engine.Current.Engine.MaxPending ? await _admission.WaitAsync(null, cancellationToken).ConfigureAwait(false) : null)
        ?? (channel.HasRoom ? null : await _admission.WaitAsync(channel, cancellationToken).ConfigureAwait(false));

    private async ValueTask<OperationResult> RunAsync(
        DeadLetterState letter, Func<Step, OperationResult?> decide, CancellationToken cancellationToken)
    {
        var id = letter.Stored.Record.Id.ToString();
        var gate = engine.Stripes[letter.Identity].Gate;
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        var step = Step.Rent(engine.Clock.GetUtcNow());
        try
        {
            if (!engine.IsRunning)
                return Answer.NotRunning(id);
            if (!ReferenceEquals(engine.DeadLetters.Find(letter.Id), letter))
                return Answer.Missing(id, recorder.FindFirst(letter.Id));
            if (decide(step) is { } refusal)
            {
                committer.Undo(step);
                if (refusal.Outcome == OperationOutcome.Outdated)
                    await recorder.TraceOutdatedAsync(committer, letter.Stored.Record.EventId, letter.Stored.Record.Rule, letter.Stored.Record.Channel, letter.Id).ConfigureAwait(false);
                return refusal;
            }

            var commit = await committer.CommitAsync(step, cancellationToken).ConfigureAwait(false);
            return commit.IsCommitted ? Follow(letter, id) : Answer.NotStored(id, commit);
        }
        catch
        {
            committer.Undo(step);
            throw;
        }
        finally
        {
            step.Return();
            gate.Release();
        }
    }

    private OperationResult? Requeue(Step step, DeadLetterState letter, ChannelRuntime channel, OperationActor actor, string id)
    {
        var stored = letter.Stored;
        var record = stored.Record;
        var alert = stored.IsTracked ? FindAlert(step, letter) : null;
        if (alert is not null && RequeueRule.IsOutdated(record.Status, record.EventId, alert.ChangedBy))
            return Answer.Outdated(id);

        // Live work has its event beside it: the store may have let go of it with the delivery that failed.
        var accepted = new NotificationId(record.EventId, new DateTimeOffset(stored.AcceptedTicks, TimeSpan.Zero));
        step.Batch.Accept(new AcceptedEvent(accepted, letter.Event, PublishKind.Accepted, 0) { IsRepeated = true });
        var reason = planner.Plan(step, new MatchContext
        {
            Event = letter.Event,
            EventNumber = record.EventId,
            AcceptedTicks = stored.AcceptedTicks,
            RuleName = record.Rule,
            Aggregate = stored.Aggregate,
            Alert = alert,
            Origin = DecisionReason.Requeued,
            Lane = record.Priority,
            Category = stored.Category,
            RecipientId = stored.RecipientId,
            BatchId = stored.BatchId,
            Content = Content(step, letter),
            TargetIndex = stored.TargetIndex,
            FallbackStep = stored.FallbackStep,
            OriginChannel = stored.OriginChannel,
            IsRequest = (stored.Flags & DeliveryFlags.Requested) != 0,
            IsFlush = true,
        }, channel, stored.Destination);
        if (reason != DecisionReason.None)
            return Answer.Unplanned(id, reason);
        if (step.Dropped.Count > 0)
            return Answer.Not(id, OperationOutcome.OverLimit, "A limit that drops is used up: try again when it is free.");
        Trace(step, letter, DecisionReason.Requeued);
        letter.Handled = recorder.Audit(step, OperationKind.Requeue, actor, record.TenantId, id, step.Placements[0].Delivery.GetId().ToString());
        End(step, letter);
        if (alert is null)
            return null;
        step.Save(alert);
        alert.LastSeenTicks = step.NowTicks;
        step.Put(alert);
        return null;
    }

    /// <summary>The same bytes as before. The default text follows from the event, unless a template engine would be asked for another.</summary>
    private ContentRecord? Content(Step step, DeadLetterState letter)
    {
        if (letter.Content is null && engine.Templates is null)
            return null;
        var content = new ContentRecord(engine.Ids.Next(), letter.Content ?? PlainText.RenderText(letter.Event, letter.Stored.Aggregate));
        step.Batch.Add(content);
        return content;
    }

    private AlertState? FindAlert(Step step, DeadLetterState letter)
    {
        if (engine.Stripes[letter.Identity].FindAlert(letter.Identity) is { } known)
            return known;
        if (TrackingBound.IsReached(engine))
            return null;
        var record = letter.Stored.Record;
        var alert = new AlertState(letter.Identity) { Latest = record.Status, ChangedBy = record.EventId, DueTicks = step.NowTicks + TimeSpan.TicksPerHour };
        step.NewStates.Add(alert);
        step.Due.Add(alert);
        return alert;
    }

    private OperationResult Follow(DeadLetterState letter, string id)
    {
        var handled = letter.Handled!;
        if (handled.Operation == OperationKind.Requeue)
            engine.CountersFor(letter.Stored.Record.Drill).Add(Counter.Requeued);
        recorder.Log(id, handled, letter.Stored.Record.Channel);
        return Answer.Done(id, handled.NewDeliveryId);
    }
}
