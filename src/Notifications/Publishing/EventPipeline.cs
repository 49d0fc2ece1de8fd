using Notifications.Aggregation;
using Notifications.Audience;
using Notifications.Dispatch;
using Notifications.Hosting;
using Notifications.Routing;
using Notifications.Storage;
using Notifications.Suppression;
using Notifications.Tracking;

namespace Notifications.Publishing;

/// <summary>The way of an event: intake, routing, aggregation, suppression, audience, policy, rendering, one commit; then the queues.</summary>
internal sealed class EventPipeline(
    EngineContext engine, RoutingStage routing, AggregationStage aggregation, BatchStage batches, OwedEnds owedEnds, AudienceStage audience, StepCommitter committer)
{
    private readonly Admission _admission = new(engine);

    public async ValueTask<PublishResult> PublishAsync(NotificationEvent published, object? typed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        engine.Counters.Add(Counter.Published);
        var configuration = engine.Current;
        if (Check(published) is { } invalid)
            return Refuse(published, invalid);
        var e = EventSnapshot.Take(published);
        var step = default(Step);
        try
        {
            if (_admission.IsFull(configuration.Engine) && await _admission.WaitAsync(null, cancellationToken).ConfigureAwait(false) is { } full)
                return Refuse(e, full);

            var claim = default(IdempotencyClaim);
            if (e.IdempotencyKey is { Length: > 0 })
            {
                claim = Idempotency.ClaimFor(e, engine.Clock.GetUtcNow() + configuration.Engine.IdempotencyWindow);
                if (await engine.Store.FindKeyAsync(claim.TenantId, claim.Key, engine.Clock.GetUtcNow(), cancellationToken).ConfigureAwait(false) is { } earlier)
                    return Repeated(e, claim, earlier);
            }

            step = Step.Rent(engine.Clock.GetUtcNow());
            routing.Route(step, e, typed);
            if (FullChannel(step) is { } crowded && await _admission.WaitAsync(crowded, cancellationToken).ConfigureAwait(false) is { } noRoom)
                return Refuse(e, noRoom);
            return await RunAsync(step, e, claim, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The publisher gave up: the event was not taken, and is accounted for as such.
            engine.Counters.Add(Counter.Refused);
            throw;
        }
        finally
        {
            step?.Return();
        }
    }

    private async ValueTask<PublishResult> RunAsync(Step step, NotificationEvent e, IdempotencyClaim claim, CancellationToken cancellationToken)
    {
        var id = new NotificationId(engine.Ids.Next(), step.Now);
        var isTracked = e.Status != NotificationStatus.None || e.CorrelationKey is not null;
        var needsIdentity = isTracked || AnyDebounce(step);
        var identity = needsIdentity ? EventIdentity.Of(e) : default;
        var stripe = needsIdentity ? engine.Stripes[identity] : null;
        if (stripe is not null)
            await stripe.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var alert = isTracked ? FindAlert(step, stripe!, identity, e) : null;
            await EnterBatchesAsync(step, e, cancellationToken).ConfigureAwait(false);
            var kind = PlanAll(step, e, id, alert, stripe, identity);
            step.Batch.Accept(new AcceptedEvent(id, e, kind, step.Matches.Count));
            routing.TraceFailures(step, id.Value);
            if (claim.Key is not null)
                step.Batch.Claim(claim with { IdText = e.Id ?? id.ToString() });
            if (step.Batch.Keys.Length == 0)
                cancellationToken.ThrowIfCancellationRequested();
            var commit = await committer.CommitAsync(step, cancellationToken).ConfigureAwait(false);
            return commit.Kind switch
            {
                CommitKind.Committed => Accepted(step, e, id, kind),
                CommitKind.KeyTaken => Repeated(e, claim, commit.TakenBy),
                _ => Refuse(e, new NotificationError(NotificationErrorCode.StoreUnavailable, commit.Reason ?? "The store did not commit the event: try again later.")),
            };
        }
        catch (OperationCanceledException)
        {
            committer.Undo(step);
            throw;
        }
#pragma warning disable CA1031 // Publishing never throws into the host's operation: what fails by a bug is a refusal, and a log entry.
        catch (Exception error)
#pragma warning restore CA1031
        {
            committer.Undo(step);
            engine.Log.StepFailed(error);
            return Refuse(e, new NotificationError(NotificationErrorCode.Internal, $"The event could not be taken ({error.GetType().Name}): the log has the error. Nothing was accepted."));
        }
        finally
        {
            foreach (var (_, batch) in step.Batches)
                batch.Gate.Release();
            stripe?.Gate.Release();
        }
    }

    private PublishKind PlanAll(Step step, NotificationEvent e, NotificationId id, AlertState? alert, IdentityStripe? stripe, in EventIdentity identity)
    {
        var ended = alert is not null && e.Status == NotificationStatus.Resolved ? AggregationStage.EndAll(step, alert) : null;
        var summary = Summarise(ended, e, id);
        for (var i = 0; i < step.Matches.Count; i++)
        {
            var rule = step.Matches[i];
            step.Tally.Candidates += rule.Targets.Length;
            var match = new MatchContext
            {
                Event = e,
                EventNumber = id.Value,
                AcceptedTicks = step.NowTicks,
                Rule = rule,
                RuleName = rule.Name,
                Alert = alert,
                Aggregate = summary,
                Origin = step.Matches.IsCatchAll ? DecisionReason.CatchAll : DecisionReason.RuleMatched,
                Lane = rule.PriorityFor(e.Severity),
                Category = rule.Category,
            };
            if (BatchOf(step, i) is { } batch && !IsNewStatus(alert, e))
                batches.Join(step, match, batch);
            else if (rule.Debounce is { Enabled: true } debounce && stripe is not null && e.Status != NotificationStatus.Resolved)
                aggregation.Debounce(step, match, debounce, stripe, identity);
            else
                audience.PlanMatch(step, match);
        }

        var owed = alert is not null && e.Status == NotificationStatus.Resolved && owedEnds.Plan(step, e, id, alert, summary);
        step.Tally.Matched += step.Matches.Count;
        if (alert is not null)
            Remember(step, alert, e);
        return step.Matches.Count == 0 && !owed ? PublishKind.Unrouted : PublishKind.Accepted;
    }

    private static AggregateSummary? Summarise(HeldEvents? ended, NotificationEvent e, NotificationId id)
    {
        if (ended is null)
            return null;
        var all = ended.Copy();
        all.Add(e, id.Value, id.UnixMilliseconds * TimeSpan.TicksPerMillisecond, 0);
        return all.Summarise();
    }

    private static bool IsNewStatus(AlertState? alert, NotificationEvent e) => alert is not null && e.Status != NotificationStatus.None && alert.Latest != e.Status;

    private static void Remember(Step step, AlertState alert, NotificationEvent e)
    {
        step.Save(alert);
        if (e.Status != NotificationStatus.None)
            alert.Latest = e.Status;
        alert.LastSeenTicks = step.NowTicks;
        if (alert.DueTicks == 0)
        {
            alert.DueTicks = step.NowTicks + AlertRetention.For(alert).Ticks;
            step.Due.Add(alert);
        }

        step.Put(alert);
    }

    private AlertState? FindAlert(Step step, IdentityStripe stripe, in EventIdentity identity, NotificationEvent e)
    {
        if (stripe.FindAlert(identity) is { } known)
            return known;
        if (engine.Stripes.TrackedAlerts >= engine.Current.Engine.MaxTrackedAlerts)
        {
            engine.Counters.Add(Counter.Untracked);
            engine.Log.AlertUntracked(engine.Current.Engine.MaxTrackedAlerts);
            return null;
        }

        var alert = new AlertState(identity) { Latest = e.Status == NotificationStatus.None ? NotificationStatus.None : e.Status };
        step.NewStates.Add(alert);
        return alert;
    }

    private async ValueTask EnterBatchesAsync(Step step, NotificationEvent e, CancellationToken cancellationToken)
    {
        var wanted = default(List<(int Match, BatchState Batch)>);
        for (var i = 0; i < step.Matches.Count; i++)
        {
            var rule = step.Matches[i];
            if (rule.Batch is not null || rule.Schedule is not null)
                (wanted ??= []).Add((i, batches.Find(rule.Name, e.TenantId ?? string.Empty)));
        }

        if (wanted is null)
            return;

        // One order for everybody, whatever the order of the rules is at the moment.
        wanted.Sort(static (a, b) => string.CompareOrdinal(a.Batch.RuleName, b.Batch.RuleName));
        foreach (var one in wanted)
        {
            await one.Batch.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            step.Batches.Add(one);
        }
    }

    private static BatchState? BatchOf(Step step, int match)
    {
        foreach (var (of, batch) in step.Batches)
        {
            if (of == match)
                return batch;
        }

        return null;
    }

    private static bool AnyDebounce(Step step)
    {
        for (var i = 0; i < step.Matches.Count; i++)
        {
            if (step.Matches[i].Debounce is { Enabled: true })
                return true;
        }

        return false;
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

    private NotificationError? Check(NotificationEvent e)
    {
        var options = engine.Current.Engine;
        if (!engine.IsRunning)
            return new(NotificationErrorCode.NotRunning, "The engine is not running: start the host before publishing, or call INotificationEngine.StartAsync; while the host stops, publish elsewhere.");
        if (SendScope.Current is { } scope && scope.Depth >= options.MaxPublishDepth)
            return new(NotificationErrorCode.LoopDetected, $"Events published from within sends have led to one another {scope.Depth} times: let the channel not publish what is routed back to it.");
        return EventRule.Check(e, options);
    }

    private PublishResult Accepted(Step step, NotificationEvent e, NotificationId id, PublishKind kind)
    {
        engine.Counters.Add(Counter.Accepted);
        if (kind == PublishKind.Unrouted)
            engine.Counters.Add(Counter.Unrouted);
        return e.Id is { } own ? new PublishResult(kind, own) : new PublishResult(kind, id);
    }

    private PublishResult Repeated(NotificationEvent e, in IdempotencyClaim claim, in IdempotencyClaim earlier)
    {
        if (string.Equals(claim.BodyHash, earlier.BodyHash, StringComparison.Ordinal))
        {
            engine.Counters.Add(Counter.Duplicate);
            return new PublishResult(PublishKind.Duplicate, earlier.IdText);
        }

        return Refuse(e, Idempotency.Conflict(claim, earlier));
    }

    private PublishResult Refuse(NotificationEvent e, NotificationError error)
    {
        engine.Counters.Add(Counter.Refused);
        engine.Log.EventRefused(error.Code, error.Message);
        return new PublishResult(PublishKind.Refused, e.Id, error);
    }
}
