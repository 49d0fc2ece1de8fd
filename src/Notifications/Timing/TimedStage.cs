using Notifications.Aggregation;
using Notifications.Audience;
using Notifications.Dispatch;
using Notifications.Hosting;
using Notifications.Operations;
using Notifications.Policy;
using Notifications.Publishing;
using Notifications.Storage;
using Notifications.Suppression;
using Notifications.Suppression.Holds;
using Notifications.Suppression.Inhibition;
using Notifications.Suppression.Silences;

namespace Notifications.Timing;

/// <summary>What happens when the time of something has come: one method for each kind of thing that waits.</summary>
internal sealed class TimedStage(
    EngineContext engine, AggregationStage aggregation, BatchStage batches, HoldStage holds, PolicyStage policy, DeadLetterStage letters, StepCommitter committer)
{
    private static readonly TimeSpan CommitAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>Steps that are being decided or committed.</summary>
    public Undertaking Steps { get; } = new();

    public void Fire(StoreRecord record)
    {
        switch (record)
        {
            case ChannelWake wake:
                // Its time stays as it is: a worker may have set the next one since this one was taken out of the timers.
                wake.Fire();
                break;
            case Expansion expansion:
                expansion.DueTicks = 0;
                if (!expansion.IsOver)
                    committer.Enqueue(expansion);
                break;
            case Delivery { IsOver: false } delivery when (delivery.Flags & DeliveryFlags.AwaitsSchedule) != 0:
                delivery.DueTicks = 0;
                Run(delivery, static (stage, step, item) => stage.JoinChain(step, item), engine.Stripes[delivery.Details!.Alert!.Identity].Gate);
                break;
            case Delivery { IsOver: false } delivery:
                delivery.DueTicks = 0;
                if ((delivery.Flags & DeliveryFlags.LimitCharged) != 0 || engine.Current.Limits.Length == 0)
                    committer.Place(delivery);
                else
                    Run(delivery, static (stage, step, item) => stage.Charge(step, item, null), null);
                break;
            case LimitState limit:
                ReleaseFrom(limit);
                break;
            case DebounceState debounce:
                Run(debounce, static (stage, step, item) => stage.Flush(step, item), engine.Stripes[debounce.Identity].Gate, debounce);
                break;
            case BatchState batch:
                Run(batch, static (stage, step, item) => stage.Flush(step, item), batch.Gate, batch);
                break;
            case AlertState alert:
                Run(alert, static (_, step, item) => Forget(step, item), engine.Stripes[alert.Identity].Gate, alert);
                break;
            case HeldAlert held:
                held.DueTicks = 0;
                engine.HoldWorker.Enqueue(held);
                break;
            case SilenceAlarm alarm:
                alarm.DueTicks = 0;
                engine.HoldWorker.Enqueue(alarm);
                break;
            case InhibitingAlert source:
                Run(source, static (stage, step, item) => stage.LookAt(step, item), engine.Stripes[source.Identity].Gate, source);
                break;
            case DeadLetterState letter:
                Run(letter, static (stage, step, item) => stage.Forget(step, item), engine.Stripes[letter.Identity].Gate, letter);
                break;
            case SentContentState sent:
                Run(sent, static (_, step, item) => step.End(item), null, sent);
                break;
        }
    }

    /// <summary>Gives destinations that were gone another chance: the configuration has changed.</summary>
    public void ForgetDisabledDestinations()
    {
        foreach (var gone in engine.DisabledDestinations.Values)
            Run(gone, static (_, step, item) => step.End(item), null);
    }

    /// <summary>Flushes all that is held, whatever its time: the last thing an engine does whose store does not outlive it.</summary>
    public void FlushAll()
    {
        foreach (var state in engine.Stripes.Episodes())
        {
            Run(state, static (stage, step, item) => stage.FlushNow(step, item), engine.Stripes[state.Identity].Gate);
        }

        foreach (var batch in engine.Batches.Values)
            Run(batch, static (stage, step, item) => stage.Flush(step, item), batch.Gate);
    }

    private void Flush(Step step, DebounceState debounce) => aggregation.FlushAtEnd(step, debounce, engine.FindRule(debounce.RuleName));

    private void Flush(Step step, BatchState batch) => batches.FlushAtEnd(step, batch, engine.FindRule(batch.RuleName));

    private void FlushNow(Step step, DebounceState state)
    {
        if (state.Held is not { } held)
            return;
        step.Save(state);
        state.Held = null;
        step.Put(state);
        aggregation.Flush(step, held, engine.FindRule(state.RuleName), state.RuleName, state.Alert, DecisionReason.DebounceWindowEnd);
    }

    private void LookAt(Step step, InhibitingAlert source) => holds.LookAt(step, source);

    private void JoinChain(Step step, Delivery delivery)
    {
        // Cancelled while this waited for the gate.
        if (delivery.IsOver || (delivery.Flags & DeliveryFlags.AwaitsSchedule) == 0)
            return;
        var alert = delivery.Details!.Alert!;
        step.Save(alert);
        alert.LastSeenTicks = step.NowTicks;
        step.Put(alert);
        var reason = policy.Charge(step, LimitSubject.Of(delivery), mayWait: true, out var gate);
        if (reason == DecisionReason.LimitDropped && delivery.TryMove(DeliveryState.Ready, DeliveryState.Dropped))
        {
            // Where that is not committed it comes again.
            delivery.DueTicks = step.NowTicks + CommitAgainAfter.Ticks;
            Drop(step, delivery);
            return;
        }

        delivery.Flags = (delivery.Flags & ~DeliveryFlags.AwaitsSchedule) | (gate is null ? DeliveryFlags.LimitCharged : DeliveryFlags.AwaitsLimit);
        if (gate is not null)
            delivery.Note(reason);
        step.Batch.Change(delivery, ChangeKind.Update);
        step.Joining.Add((delivery, gate));
    }

    private static void Forget(Step step, AlertState alert)
    {
        var keepUntil = alert.LastSeenTicks + AlertRetention.For(alert).Ticks;
        if (alert.Kept > 0 || alert.Batched > 0)
            keepUntil = Math.Max(keepUntil, step.NowTicks + TimeSpan.TicksPerHour);
        step.Save(alert);
        if (alert.IsQuiet() && alert.Episodes.Count == 0 && keepUntil <= step.NowTicks)
        {
            alert.DueTicks = 0;
            step.End(alert);
            return;
        }

        alert.DueTicks = Math.Max(keepUntil, step.NowTicks + TimeSpan.TicksPerMinute);
        step.Put(alert);
        step.Due.Add(alert);
    }

    // What is decided on is handed over, not captured: an episode that ends with nothing held makes no object.
    private void Run<TItem>(TItem item, Action<TimedStage, Step, TItem> decide, SemaphoreSlim? gate, StoreRecord? due = null)
    {
        Steps.Begin();
        var dueTicks = due?.DueTicks ?? 0;
        if (gate is null || gate.Wait(0, CancellationToken.None))
            Take(item, decide, gate, due, dueTicks);
        else
            _ = TakeTurnAsync(item, decide, gate, due, dueTicks);
    }

    private async Task TakeTurnAsync<TItem>(TItem item, Action<TimedStage, Step, TItem> decide, SemaphoreSlim gate, StoreRecord? due, long dueTicks)
    {
        await gate.WaitAsync().ConfigureAwait(false);
        Take(item, decide, gate, due, dueTicks);
    }

    /// <summary>Decides and commits under the gate, and gives it back.</summary>
    private void Take<TItem>(TItem item, Action<TimedStage, Step, TItem> decide, SemaphoreSlim? gate, StoreRecord? due, long dueTicks)
    {
        // Somebody else may have worked on it while we waited for the gate.
        if (due is not null && (due.DueTicks != dueTicks || dueTicks == 0))
        {
            Leave(gate);
            return;
        }

        var step = Step.Rent(engine.Clock.GetUtcNow());
        try
        {
            decide(this, step, item);
            var commit = committer.CommitAsync(step, CancellationToken.None);
            if (!commit.IsCompletedSuccessfully)
            {
                _ = EndAsync(step, commit, gate, due);
                return;
            }

#pragma warning disable MA0042 // The result is there: an await would cost a state machine on the way that most steps take.
            if (!commit.GetAwaiter().GetResult().IsCommitted)
                TryLater(due);
#pragma warning restore MA0042
        }
#pragma warning disable CA1031 // A step that fails by a bug must not silence the timers; it is reported and tried again.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Fail(step, due, error);
        }

        step.Return();
        Leave(gate);
    }

    private async Task EndAsync(Step step, ValueTask<CommitResult> commit, SemaphoreSlim? gate, StoreRecord? due)
    {
        try
        {
            if (!(await commit.ConfigureAwait(false)).IsCommitted)
                TryLater(due);
        }
#pragma warning disable CA1031 // As in Take.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Fail(step, due, error);
        }
        finally
        {
            step.Return();
            Leave(gate);
        }
    }

    private void Fail(Step step, StoreRecord? due, Exception error)
    {
        committer.Undo(step);
        TryLater(due);
        engine.Log.StepFailed(error);
    }

    private void Leave(SemaphoreSlim? gate)
    {
        gate?.Release();
        Steps.End();
        engine.Room.Freed();
    }

    private void TryLater(StoreRecord? due)
    {
        if (due is null)
            return;
        due.DueTicks = engine.NowTicks() + CommitAgainAfter.Ticks;
        engine.Timers.Schedule(due);
    }

    private void Charge(Step step, Delivery delivery, LimitGate? served)
    {
        var reason = policy.Charge(step, LimitSubject.Of(delivery), mayWait: true, out var gate, served);
        switch (reason)
        {
            case DecisionReason.LimitDropped when delivery.TryMove(DeliveryState.Ready, DeliveryState.Dropped):
                Drop(step, delivery);
                break;
            case DecisionReason.LimitDeferred:
                delivery.Flags |= DeliveryFlags.AwaitsLimit;
                delivery.Note(reason);
                step.Batch.Change(delivery, ChangeKind.Update);
                step.Parked.Add((delivery, gate));
                break;
            case DecisionReason.None:
                delivery.Flags = (delivery.Flags & ~DeliveryFlags.AwaitsLimit) | DeliveryFlags.LimitCharged;
                step.Batch.Change(delivery, ChangeKind.Update);
                step.Parked.Add((delivery, null));
                break;
        }
    }

    private static void Drop(Step step, Delivery delivery)
    {
        delivery.Note(DecisionReason.LimitDropped);
        delivery.FinishedTicks = step.NowTicks;
        step.Batch.Change(delivery, ChangeKind.Remove);
        step.Superseded.Add(delivery);
    }

    /// <summary>A limit has become free: lets out as many as it grants now, and forgets it when it is idle.</summary>
    private void ReleaseFrom(LimitState state)
    {
        if (state.Gate is not { } gate)
        {
            // Its limit is no longer configured: the store need not keep it.
            Run(state, static (_, step, item) => step.Batch.Change(item, ChangeKind.Remove), null);
            return;
        }

        while (true)
        {
            Delivery? next;
            lock (gate.Sync)
            {
                var now = engine.NowTicks();
                state.DueTicks = 0;
                if (gate.Peek(now) is var wait and > 0)
                {
                    state.DueTicks = now + wait;
                    break;
                }

                next = gate.TakeNext();
                if (next is null && state.Arrival > now)
                {
                    state.DueTicks = state.Arrival;
                    break;
                }
            }

            if (next is null)
            {
                Run(gate, static (stage, step, item) => stage.Forget(step, item), null);
                return;
            }

            Run((next, gate), static (stage, step, item) => stage.Charge(step, item.next, item.gate), null);
        }

        engine.Timers.Schedule(state);
    }

    private void Forget(Step step, DeadLetterState letter) => letters.Forget(step, letter);

    private void Forget(Step step, LimitGate gate)
    {
        lock (gate.Sync)
        {
            if (gate.Waiting > 0 || gate.State.Arrival > step.NowTicks)
                return;
            engine.Limits.Forget(gate);
            step.Batch.Change(gate.State, ChangeKind.Remove);
        }
    }
}
