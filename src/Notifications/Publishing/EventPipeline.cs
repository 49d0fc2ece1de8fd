using System.Runtime.CompilerServices;
using Notifications.Aggregation;
using Notifications.Audience;
using Notifications.Configuration;
using Notifications.Dispatch;
using Notifications.EventTypes;
using Notifications.Hosting;
using Notifications.Routing;
using Notifications.Storage;
using Notifications.Suppression;
using Notifications.Tracking;

namespace Notifications.Publishing;

/// <summary>The way of an event: intake, routing, aggregation, suppression, audience, policy, rendering, one commit; then the queues.</summary>
internal sealed class EventPipeline(EngineContext engine, RoutingStage routing, BatchStage batches, EventPlanner planner, StepCommitter committer)
{
    private static readonly NotificationError NotRunning = new(
        NotificationErrorCode.NotRunning, "The engine is not running: start the host before publishing, or call INotificationEngine.StartAsync; while the host stops, publish elsewhere.");

    private readonly Admission _admission = new(engine);
    private readonly EventTypeStage _eventTypes = new(engine, engine.Log.Logger);

    /// <summary>Takes an event in. What waits for nothing, as most events do in memory, passes without a state machine.</summary>
    public ValueTask<PublishResult> PublishAsync(NotificationEvent published, object? typed, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<PublishResult>(cancellationToken);

        // Counted first, and the door looked at after it: the shutdown closes the door, and then waits for all who were counted.
        engine.CountersFor(published.Drill).Add(Counter.Published);
        var options = engine.Current.Engine;
        if ((EventSnapshot.TryTake(published, out var e) ?? Check(e, options)) is { } invalid)
            return new(Refuse(published, invalid));
        return e.IdempotencyKey is { Length: > 0 } || _admission.IsFull(options)
            ? AdmitAsync(e, typed, options, cancellationToken)
            : DecideAsync(e, typed, default, cancellationToken);
    }

    private async ValueTask<PublishResult> AdmitAsync(NotificationEvent e, object? typed, NotificationsOptions options, CancellationToken cancellationToken)
    {
        var claim = default(IdempotencyClaim);
        try
        {
            if (_admission.IsFull(options) && await _admission.WaitAsync(null, cancellationToken).ConfigureAwait(false) is { } full)
                return Refuse(e, full);
            if (e.IdempotencyKey is { Length: > 0 })
            {
                claim = Idempotency.ClaimFor(e, engine.Clock.GetUtcNow() + options.IdempotencyWindow);
                if (await engine.Store.FindKeyAsync(claim.TenantId, claim.Key, engine.Clock.GetUtcNow(), cancellationToken).ConfigureAwait(false) is { } earlier)
                    return Repeated(e, claim, earlier);
            }
        }
        catch
        {
            NotTaken(e);
            throw;
        }

        return await DecideAsync(e, typed, claim, cancellationToken).ConfigureAwait(false);
    }

    private ValueTask<PublishResult> DecideAsync(NotificationEvent e, object? typed, in IdempotencyClaim claim, CancellationToken cancellationToken)
    {
        var step = Step.Rent(engine.Clock.GetUtcNow());
        try
        {
            if (_eventTypes.Check(ref e, step) is { } refused)
            {
                step.Return();
                return new(Refuse(e, refused));
            }

            routing.Route(step, e, typed);
            return FullChannel(step) is { } crowded
                ? RunWithRoomAsync(step, e, claim, crowded, cancellationToken)
                : RunAsync(step, e, claim, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever the host's own code throws on the way, a selector or a template, the caller meets it when it awaits.
        catch (Exception error)
#pragma warning restore CA1031
        {
            step.Return();
            NotTaken(e);
            return ValueTask.FromException<PublishResult>(error);
        }
    }

    private async ValueTask<PublishResult> RunWithRoomAsync(Step step, NotificationEvent e, IdempotencyClaim claim, ChannelRuntime crowded, CancellationToken cancellationToken)
    {
        try
        {
            if (await _admission.WaitAsync(crowded, cancellationToken).ConfigureAwait(false) is { } noRoom)
            {
                step.Return();
                return Refuse(e, noRoom);
            }
        }
        catch
        {
            step.Return();
            NotTaken(e);
            throw;
        }

        return await RunAsync(step, e, claim, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes the event's turn: at once where nobody else is at the same thing, which is the common case.</summary>
    private ValueTask<PublishResult> RunAsync(Step step, NotificationEvent e, in IdempotencyClaim claim, CancellationToken cancellationToken)
    {
        var isTracked = e.Status != NotificationStatus.None || e.CorrelationKey is not null;
        if (!isTracked && !step.Matches.AnyHolds())
            return TakeAsync(step, e, default, claim, cancellationToken);
        var needsIdentity = isTracked || step.Matches.AnyDebounces();
        var identity = needsIdentity ? EventIdentity.Of(e) : default;
        var turn = new EventTurn(needsIdentity ? engine.Stripes[identity] : null, identity, isTracked, Holds: true);
        return step.Matches.AnyBatches() || turn.Stripe?.Gate.Wait(0, CancellationToken.None) == false
            ? TakeTurnAsync(step, e, turn, claim, cancellationToken)
            : TakeAsync(step, e, turn, claim, cancellationToken);
    }

    private async ValueTask<PublishResult> TakeTurnAsync(Step step, NotificationEvent e, EventTurn turn, IdempotencyClaim claim, CancellationToken cancellationToken)
    {
        try
        {
            if (turn.Stripe is { } stripe)
                await stripe.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            step.Return();
            NotTaken(e);
            throw;
        }

        try
        {
            await EnterBatchesAsync(step, e, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Close(step, turn);
            NotTaken(e);
            throw;
        }
#pragma warning disable CA1031 // As in TakeAsync.
        catch (Exception error)
#pragma warning restore CA1031
        {
            var failed = Failed(step, e, error);
            Close(step, turn);
            return failed;
        }

        return await TakeAsync(step, e, turn, claim, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Plans and commits in the event's turn, and gives turn and step back.</summary>
    private ValueTask<PublishResult> TakeAsync(Step step, NotificationEvent e, in EventTurn turn, in IdempotencyClaim claim, CancellationToken cancellationToken)
    {
        PublishResult result;
        try
        {
            // The host may have stopped while this waited for room or for its turn: what is accepted now would never be sent.
            if (turn.Holds && !engine.IsRunning)
            {
                Close(step, turn);
                return new(Refuse(e, NotRunning));
            }

            // Publishers meet at the numbers: the first delivery's is taken together with the event's.
            var id = new NotificationId(engine.Ids.Next(2), step.Now);
            step.SpareId = id.Value + 1;
            var alert = turn.IsTracked ? FindAlert(step, turn, e) : null;
            var kind = planner.Plan(step, e, id, alert, turn.Stripe, turn.Identity);
            var commit = BeginCommitAsync(step, e, id, kind, claim, cancellationToken);
            if (!commit.IsCompletedSuccessfully)
                return PendingPublish.WaitAsync(this, new Publication(step, e, id, kind, turn, claim), commit, cancellationToken);
#pragma warning disable MA0042 // The result is there: an await would cost a state machine on the way that most steps take.
            result = Answer(step, e, id, kind, claim, committer.Settle(step, commit.GetAwaiter().GetResult()));
#pragma warning restore MA0042
        }
        catch (OperationCanceledException given)
        {
            committer.Undo(step);
            Close(step, turn);
            NotTaken(e);
            return ValueTask.FromException<PublishResult>(given);
        }
#pragma warning disable CA1031 // Publishing never throws into the host's operation: what fails by a bug is a refusal, and a log entry.
        catch (Exception error)
#pragma warning restore CA1031
        {
            result = Failed(step, e, error);
        }

        Close(step, turn);
        return new(result);
    }

    /// <summary>The store has answered: lets happen what follows, and gives turn and step back.</summary>
    /// <exception cref="OperationCanceledException">The caller had given up before the commit.</exception>
    internal PublishResult Finish(in Publication publication, ref ConfiguredValueTaskAwaitable<CommitResult>.ConfiguredValueTaskAwaiter commit, CancellationToken cancellationToken)
    {
        var (step, e) = (publication.Step, publication.Event);
        try
        {
            return Answer(step, e, publication.Id, publication.Kind, publication.Claim, committer.Settle(step, Read(ref commit, cancellationToken)));
        }
        catch (OperationCanceledException)
        {
            committer.Undo(step);
            NotTaken(e);
            throw;
        }
#pragma warning disable CA1031 // As in TakeAsync.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return Failed(step, e, error);
        }
        finally
        {
            Close(step, publication.Turn);
        }
    }

    private CommitResult Read(ref ConfiguredValueTaskAwaitable<CommitResult>.ConfiguredValueTaskAwaiter commit, CancellationToken cancellationToken)
    {
        try
        {
#pragma warning disable MA0042 // The result is there.
            return commit.GetResult();
#pragma warning restore MA0042
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A store that throws has not committed; what it threw is an outcome like any other.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return committer.ToResult(error);
        }
    }

    private void Close(Step step, in EventTurn turn)
    {
        if (turn.Holds)
        {
            foreach (var (_, batch) in step.Batches)
                batches.Leave(batch);
            turn.Stripe?.Gate.Release();
        }

        step.Return();
    }

    private ValueTask<CommitResult> BeginCommitAsync(Step step, NotificationEvent e, NotificationId id, PublishKind kind, in IdempotencyClaim claim, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        step.Batch.Accept(new AcceptedEvent(id, e, kind, step.Matches.Count));
        if (step.Intake != DecisionReason.None)
            step.Trace(id.Value, null, step.Intake);
        routing.TraceFailures(step, id.Value);
        if (claim.Key is not null)
            step.Batch.Claim(claim with { IdText = e.Id ?? id.ToString() });
        return committer.BeginAsync(step, cancellationToken);
    }

    private PublishResult Answer(Step step, NotificationEvent e, NotificationId id, PublishKind kind, in IdempotencyClaim claim, in CommitResult commit) => commit.Kind switch
    {
        CommitKind.Committed => Accepted(step, e, id, kind),
        CommitKind.KeyTaken => Repeated(e, claim, commit.TakenBy),
        CommitKind.Full => Refuse(e, new NotificationError(NotificationErrorCode.StoreFull, commit.Reason ?? "The store has no room for new work: free some space.")),
        _ => Refuse(e, new NotificationError(NotificationErrorCode.StoreUnavailable, commit.Reason ?? "The store did not commit the event: try again later.")),
    };

    private PublishResult Failed(Step step, NotificationEvent e, Exception error)
    {
        committer.Undo(step);
        engine.Log.StepFailed(error);
        return Refuse(e, new NotificationError(NotificationErrorCode.Internal, $"The event could not be taken ({error.GetType().Name}): the log has the error. Nothing was accepted."));
    }

    private AlertState? FindAlert(Step step, in EventTurn turn, NotificationEvent e)
    {
        if (turn.Stripe!.FindAlert(turn.Identity) is { } known)
            return known;
        if (TrackingBound.IsReached(engine))
            return null;

        var alert = new AlertState(turn.Identity) { Latest = e.Status == NotificationStatus.None ? NotificationStatus.None : e.Status };
        step.NewStates.Add(alert);
        return alert;
    }

    private async ValueTask EnterBatchesAsync(Step step, NotificationEvent e, CancellationToken cancellationToken)
    {
        var wanted = default(List<int>);
        for (var i = 0; i < step.Matches.Count; i++)
        {
            var rule = step.Matches[i];
            if (rule.Batch is not null || rule.Schedule is not null)
                (wanted ??= []).Add(i);
        }

        if (wanted is null)
            return;

        // One order for everybody, whatever the order of the rules is at the moment.
        wanted.Sort((a, b) => string.CompareOrdinal(step.Matches[a].Name, step.Matches[b].Name));
        foreach (var i in wanted)
        {
            if (await batches.EnterAsync(step.Matches[i], e, step.NowTicks, cancellationToken).ConfigureAwait(false) is { } batch)
                step.Batches.Add((i, batch));
        }
    }

    private ChannelRuntime? FullChannel(Step step)
    {
        for (var i = 0; i < step.Matches.Count; i++)
        {
            foreach (var target in step.Matches[i].Targets)
            {
                if (target.Channel is not null && engine.Channels.Find(target.Channel) is { HasRoom: false } full)
                    return full;
            }
        }

        return null;
    }

    private NotificationError? Check(NotificationEvent e, NotificationsOptions options)
    {
        if (!engine.IsRunning)
            return NotRunning;
        if (SendScope.Current is { } scope && scope.Depth > options.MaxPublishDepth)
            return new(NotificationErrorCode.LoopDetected, $"Events published from within sends have led to one another {scope.Depth} times: let the channel not publish what is routed back to it.");
        return EventRule.Check(e, options);
    }

    private PublishResult Accepted(Step step, NotificationEvent e, NotificationId id, PublishKind kind)
    {
        var counters = engine.CountersFor(e.Drill);
        counters.Add(Counter.Accepted);
        if (kind == PublishKind.Unrouted)
            counters.Add(Counter.Unrouted);
        return e.Id is { } own ? new PublishResult(kind, own) : new PublishResult(kind, id);
    }

    private PublishResult Repeated(NotificationEvent e, in IdempotencyClaim claim, in IdempotencyClaim earlier)
    {
        if (string.Equals(claim.BodyHash, earlier.BodyHash, StringComparison.Ordinal))
        {
            engine.CountersFor(e.Drill).Add(Counter.Duplicate);
            return new PublishResult(PublishKind.Duplicate, earlier.IdText);
        }

        return Refuse(e, Idempotency.Conflict(claim, earlier));
    }

    // The publisher gave up, or its own code threw: there is no answer, but the accounts know that the event was not taken.
    private void NotTaken(NotificationEvent e) => engine.CountersFor(e.Drill).Add(Counter.Refused);

    private PublishResult Refuse(NotificationEvent e, NotificationError error)
    {
        engine.CountersFor(e.Drill).Add(Counter.Refused);
        if (RefusalRule.TopicOf(error.Code) is not { } topic || engine.LogPace.IsTime(topic, engine.NowTicks()))
            engine.Log.EventRefused(error.Code, error.Message);
        return new PublishResult(PublishKind.Refused, e.Id, error);
    }
}
