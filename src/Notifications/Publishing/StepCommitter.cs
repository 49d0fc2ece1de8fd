using Notifications.Aggregation;
using Notifications.Audience;
using Notifications.Dispatch;
using Notifications.Hosting;
using Notifications.Operations;
using Notifications.Policy;
using Notifications.Storage;
using Notifications.Suppression;
using Notifications.Suppression.Holds;
using Notifications.Suppression.Inhibition;
using Notifications.Tracking;

namespace Notifications.Publishing;

/// <summary>Commits a step, and then lets it happen: states appear, timers are set, deliveries take their places. A step that is not committed leaves no trace.</summary>
internal sealed partial class StepCommitter(EngineContext engine)
{
    /// <summary>Where work that needs the resolver is queued. Set once, when the engine is put together.</summary>
    public WorkerPool Expansions { get; set; } = null!;

    public ValueTask<CommitResult> CommitAsync(Step step, CancellationToken cancellationToken)
    {
        // A store in memory answers at once; then no state machine is needed.
        var pending = BeginAsync(step, cancellationToken);
#pragma warning disable MA0042 // The result is there: an await would cost a state machine on the way that most steps take.
        return pending.IsCompletedSuccessfully ? new(Settle(step, pending.GetAwaiter().GetResult())) : SettleAsync(step, pending, cancellationToken);
#pragma warning restore MA0042
    }

    /// <summary>Hands a step to the store. Whatever the answer, <see cref="Settle"/> is called with it.</summary>
    public ValueTask<CommitResult> BeginAsync(Step step, CancellationToken cancellationToken)
    {
        if (engine.Store.IsDurable)
            EventsBeside.Complete(step.Batch, step.Originals);
        try
        {
            return engine.Store.CommitAsync(step.Batch, cancellationToken);
        }
#pragma warning disable CA1031 // A store that throws at once is awaited like one that throws later.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return ValueTask.FromException<CommitResult>(error);
        }
    }

    /// <summary>The answer of a store that threw.</summary>
    public CommitResult ToResult(Exception error)
    {
        engine.Log.StepFailed(error);
        return new CommitResult(CommitKind.Unavailable, Reason: $"The store failed ({error.GetType().Name}): try again later.");
    }

    /// <summary>Lets a delivery go where it has to wait next: its time, its limit, or its channel's queue.</summary>
    public void Place(Delivery delivery, LimitGate? gate = null)
    {
        if (delivery.DueTicks > 0)
        {
            engine.Timers.Schedule(delivery);
            return;
        }

        if (gate is null)
        {
            delivery.Runtime.Pool.Enqueue(delivery);
            return;
        }

        long due;
        lock (gate.Sync)
        {
            gate.Park(delivery);
            due = engine.NowTicks() + Math.Max(1, gate.Peek(engine.NowTicks()));
            if (gate.State.DueTicks != 0 && gate.State.DueTicks <= due)
                return;
            gate.State.DueTicks = due;
        }

        engine.Timers.Schedule(gate.State);
    }

    public void Enqueue(Expansion expansion)
    {
        if (expansion.DueTicks > 0)
            engine.Timers.Schedule(expansion);
        else
            Expansions.Enqueue(expansion);
    }

    private async ValueTask<CommitResult> SettleAsync(Step step, ValueTask<CommitResult> pending, CancellationToken cancellationToken)
    {
        CommitResult result;
        try
        {
            result = await pending.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Given up before the commit: the caller sees the cancellation.
            Undo(step);
            throw;
        }
#pragma warning disable CA1031 // A store that throws has not committed; what it threw is an outcome like any other.
        catch (Exception error)
#pragma warning restore CA1031
        {
            result = ToResult(error);
        }

        return Settle(step, result);
    }

    /// <summary>Lets a step happen, or takes it back.</summary>
    public CommitResult Settle(Step step, in CommitResult result)
    {
        if (result.IsCommitted)
        {
            if (!step.Batch.Keys.IsEmpty)
                KeyBound.Look(engine);
            Apply(step);
        }
        else
        {
            if (result.Kind != CommitKind.KeyTaken)
            {
                engine.Counters.Add(Counter.CommitFailures);

                // While a store is full or away each step fails, and the log may be on the same disk.
                if (engine.LogPace.IsTime(TopicOf(result.Kind), engine.NowTicks()))
                    engine.Log.CommitFailed(result.Kind, result.Reason ?? string.Empty);
            }

            Undo(step);
        }

        return result;
    }

    private static string TopicOf(CommitKind kind) => kind switch
    {
        CommitKind.Full => $"{nameof(StepCommitter)}.{nameof(CommitKind.Full)}",
        CommitKind.Conflict => $"{nameof(StepCommitter)}.{nameof(CommitKind.Conflict)}",
        _ => nameof(StepCommitter),
    };

    private void Apply(Step step)
    {
        step.Commit();
        if (engine.Drills.IsUsed)
            engine.Drills.Apply(step.Batch);
        foreach (var state in step.NewStates)
        {
            if (state is DeadLetterState letter)
                Keep(letter);
            else
                StateLife.Begin(engine, step, state);
        }

        foreach (var state in step.EndedStates)
            StateLife.End(engine, state);
        foreach (var due in step.Due)
            engine.Timers.Schedule(due);
        foreach (var superseded in step.Superseded)
            Finish(superseded);
        foreach (var dropped in step.Dropped)
        {
            engine.CountersFor(dropped.IsDrill).Add(Counter.Created);
            Finish(dropped);
        }

        if (step.Placements.Count > 0)
            engine.CountersFor(step.Placements[0].Delivery.IsDrill).Add(Counter.Created, step.Placements.Count);
        foreach (var placement in step.Placements)
            Begin(placement);
        foreach (var (delivery, gate) in step.Parked)
            Place(delivery, gate);
        foreach (var (delivery, gate) in step.Joining)
            JoinScheduled(delivery, gate);
        foreach (var expansion in step.Expansions)
        {
            Interlocked.Increment(ref engine.Searches);
            engine.Requests.Add(expansion);
            Enqueue(expansion);
        }

        foreach (var (alert, change) in step.Batched)
            alert.CountBatched(change);
        foreach (var look in step.Looks)
            engine.HoldWorker.Enqueue(look);
        step.Tally.AddTo(engine.CountersFor(step.Tally.IsDrill));
        if (!step.Tally.IsDrill)
            engine.Held.Add(step.Batch.Decisions);
        engine.AuditObservers.Tell(step.Batch.Audits);
    }

    private void CountHeld(Delivery delivery, DecisionReason reason)
    {
        if (!delivery.IsDrill)
            engine.Held.Add(reason);
    }

    private void Begin(Placement placement)
    {
        var delivery = placement.Delivery;
        if ((delivery.Flags & DeliveryFlags.Requested) != 0)
            engine.Requests.Add(delivery);
        if (placement.Chain is { } chain)
        {
            if ((delivery.Flags & DeliveryFlags.AwaitsSchedule) != 0)
                delivery.Details!.Alert!.Scheduled++;
            else if (!Join(chain, delivery))
            {
                CountHeld(delivery, DecisionReason.OrderWait);
                return;
            }
        }

        if (placement.Gate is not null || delivery.DueTicks > 0)
            CountHeld(delivery, (DecisionReason)(byte)delivery.Reasons);
        Place(delivery, placement.Gate);
    }

    /// <summary>The time of a scheduled delivery has come: it takes its place among the others about the same thing. Under its stripe's gate.</summary>
    private void JoinScheduled(Delivery delivery, LimitGate? gate)
    {
        delivery.Details!.Alert!.Scheduled--;
        if (Join(delivery.Details.Told!, delivery))
            Place(delivery, gate);
    }

    /// <summary>Appends to a chain.</summary>
    /// <returns>False when an earlier one goes first.</returns>
    private static bool Join(ToldDestination chain, Delivery delivery)
    {
        chain.RuleName = delivery.RuleName;
        chain.Lane = delivery.Lane;
        var isFirst = chain.Head is null;
        chain.Append(delivery);
        if (isFirst)
            return true;
        delivery.Flags |= DeliveryFlags.AwaitsOrder;
        Raise(chain, delivery.Lane);
        Hurry(chain.Head!);
        return false;
    }

    /// <summary>A chain travels in the highest lane of its members: what is urgent must not wait behind its own history.</summary>
    private static void Raise(ToldDestination chain, Priority lane)
    {
        var head = chain.Head!;
        if (head.Lane >= lane)
            return;
        head.Lane = lane;
        if (head.State != DeliveryState.Ready || head.DueTicks > 0 || (head.Flags & DeliveryFlags.AwaitsLimit) != 0)
            return;
        head.Epoch++;
        head.Runtime.Pool.Enqueue(head);
    }

    /// <summary>What follows from the end of a delivery that no attempt has brought about.</summary>
    public void Finish(Delivery delivery)
    {
        engine.CountersFor(delivery.IsDrill).Add(OutcomeCounter.For(delivery.State));
        if (!delivery.IsDrill)
            delivery.Runtime.Count(delivery.State, delivery.Lane, delivery.FinishedTicks);
        if (delivery.QueuedEpoch >= 0)
            delivery.Runtime.Pool.Forget(delivery);
        if ((delivery.Flags & DeliveryFlags.Requested) != 0)
            engine.Requests.Remove(delivery);
        if (delivery.Details is { Remaining: { } missed })
            engine.CountersFor(delivery.IsDrill).Add(Counter.RecipientsMissed, missed.Count);
        if (delivery.Details?.Told is not null && (delivery.Flags & DeliveryFlags.AwaitsSchedule) != 0)
            delivery.Details.Alert!.Scheduled--;
        LeaveChain(delivery);
    }

    /// <summary>Takes a delivery out of its order chain: it is over, or in doubt for as long as nobody decides. The next one may go. Under its stripe's gate.</summary>
    public void LeaveChain(Delivery delivery)
    {
        if (delivery.Details?.Told is not { } chain)
            return;
        var wasHead = ReferenceEquals(chain.Head, delivery);
        chain.Remove(delivery);
        if (wasHead && chain.Head is { } next)
            Release(next);
    }

    /// <summary>The one before it in its chain is over: it may go.</summary>
    public void Release(Delivery next)
    {
        if ((next.Flags & DeliveryFlags.AwaitsOrder) == 0)
            return;
        next.Flags &= ~DeliveryFlags.AwaitsOrder;
        Place(next, (next.Flags & DeliveryFlags.AwaitsLimit) != 0 ? engine.FindGate(next) : null);
    }

    /// <summary>Takes back what a step has prepared and not committed. A second time it does nothing.</summary>
    public void Undo(Step step)
    {
        if (step.IsCommitted)
            return;
        step.Undo();

        Refund(step);

        // Whoever finds the gate's time set relies on its timer, so it is kept although the charge is not.
        foreach (var due in step.Due)
        {
            if (due is Policy.LimitState)
                engine.Timers.Schedule(due);
        }

        foreach (var superseded in step.Superseded)
        {
            superseded.Restore(DeliveryState.Ready, superseded.Reasons);
            superseded.FinishedTicks = 0;
            if ((superseded.Flags & DeliveryFlags.AwaitsOrder) == 0)
                Place(superseded, (superseded.Flags & DeliveryFlags.AwaitsLimit) != 0 ? engine.FindGate(superseded) : null);
        }

        // A grant that is not written down would be given twice after a crash: what had it asks again.
        foreach (var (delivery, gate) in step.Parked)
        {
            if (gate is null)
            {
                delivery.Flags &= ~DeliveryFlags.LimitCharged;
                delivery.DueTicks = step.NowTicks + TimeSpan.TicksPerSecond;
            }

            Place(delivery, gate);
        }

        // It comes again: its grants are given back, and nobody has seen it in its chain.
        foreach (var (delivery, _) in step.Joining)
        {
            delivery.Flags = (delivery.Flags | DeliveryFlags.AwaitsSchedule) & ~(DeliveryFlags.AwaitsLimit | DeliveryFlags.LimitCharged);
            delivery.DueTicks = step.NowTicks + TimeSpan.TicksPerSecond;
            engine.Timers.Schedule(delivery);
        }

        step.Superseded.Clear();
        step.Parked.Clear();
        step.Joining.Clear();
        step.Charged.Clear();
        step.Due.Clear();
    }

    private static void Refund(Step step)
    {
        foreach (var gate in step.Charged)
        {
            lock (gate.Sync)
                gate.Refund();
        }
    }
}
