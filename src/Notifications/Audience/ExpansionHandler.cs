using Notifications.Dispatch;
using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Routing;
using Notifications.Storage;
using Notifications.Suppression;
using Notifications.Tracking;

namespace Notifications.Audience;

/// <summary>Asks the host's resolver who is behind the recipients, and plans a delivery to each. A resolver that fails is asked again later.</summary>
internal sealed class ExpansionHandler(EngineContext engine, AudienceStage audience, DeliveryPlanner planner, StepCommitter committer) : IWorkHandler
{
    private static readonly TimeSpan BaseDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(5);

    public async ValueTask HandleAsync(WorkItem item, Worker worker)
    {
        var expansion = (Expansion)item;
        if (expansion.IsOver)
            return;
        if (PoisonRule.IsPoison(expansion.Interruptions, engine.Current.Engine.MaxInterruptions))
        {
            engine.Log.PoisonSearch(expansion.RuleName ?? "request", expansion.Interruptions);
            await PlanAsync(expansion, people: null).ConfigureAwait(false);
            return;
        }

        expansion.Epoch++;
        expansion.Attempts++;
        if (expansion.BegunTicks == 0)
            expansion.BegunTicks = engine.NowTicks();
        worker.Scope.Depth = expansion.PublishDepth;
        if (engine.Store.IsDurable && engine.Ids.IsFromBefore(expansion.Id))
            await RecordStartAsync(expansion).ConfigureAwait(false);
        List<(ExpansionTarget Target, ResolvedRecipient Person)>? people;
        try
        {
            people = await ResolveAllAsync(expansion, worker).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever a resolver throws, the recipients are looked for again.
        catch (Exception error)
#pragma warning restore CA1031
        {
            engine.Counters.Add(Counter.ResolverErrors);
            engine.Log.ResolverFailed(error.GetType().Name, error);
            people = null;
        }
        finally
        {
            worker.Reset();
        }

        expansion.Interruptions = 0;

        if (people is null && TryLater(expansion) is { } due)
            await RescheduleAsync(expansion, due).ConfigureAwait(false);
        else
            await PlanAsync(expansion, people).ConfigureAwait(false);
    }

    public void Fail(WorkItem item, Exception error)
    {
        engine.Log.StepFailed(error);
        var expansion = (Expansion)item;
        if (expansion.IsOver)
            return;
        expansion.DueTicks = engine.NowTicks() + RetrySchedule.Delay(expansion.Id, expansion.Attempts, BaseDelay, MaxDelay).Ticks;
        engine.Timers.Schedule(expansion);
    }

    private async ValueTask<List<(ExpansionTarget Target, ResolvedRecipient Person)>> ResolveAllAsync(Expansion expansion, Worker worker)
    {
        var resolver = engine.Resolver
            ?? throw new InvalidOperationException("No IRecipientResolver is registered: users, roles, groups and topics need one. Register your own as a singleton.");
        var timeout = engine.Current.Engine.ResolverTimeout;
        var attempt = worker.Attempt;
        attempt.CancelAfter(timeout);
        var people = new List<(ExpansionTarget, ResolvedRecipient)>();
        var tenant = expansion.TenantId.Length == 0 ? null : expansion.TenantId;
        foreach (var target in expansion.Targets)
        {
            // The whole time is bounded, also for a resolver that takes no notice of its token.
            var found = await resolver.ResolveAsync(target.Recipient, tenant, attempt.Token).AsTask()
                .WaitAsync(timeout, engine.Clock, attempt.Token).ConfigureAwait(false);
            foreach (ResolvedRecipient? person in found)
            {
                if (people.Count == engine.Current.Engine.MaxFanOut)
                {
                    engine.Log.FanOutCut(engine.Current.Engine.MaxFanOut, expansion.RuleName ?? "request");
                    return people;
                }

                people.Add((target, Check(person)));
            }
        }

        return people;
    }

    // What a resolver gives is looked at before it is planned with: a person without id or addresses is a failure of the resolver, which is asked again.
    private static ResolvedRecipient Check(ResolvedRecipient? person)
    {
        if (person is null or { Id: null } or { Addresses: null })
            throw new InvalidOperationException("The resolver returned a recipient without id or addresses: give each an id and a dictionary of addresses.");
        foreach (var (_, address) in person.Addresses)
        {
            if (address is null || EventRule.CheckText("address", address, EventRule.MaxText) is not null)
                throw new InvalidOperationException("The resolver returned an address that is null, too long or no valid text.");
        }

        return person;
    }

    private long? TryLater(Expansion expansion)
    {
        var due = engine.NowTicks() + RetrySchedule.Delay(expansion.Id, expansion.Attempts, BaseDelay, MaxDelay).Ticks;
        var options = new Configuration.ChannelOptions();
        return due < DispatchRule.DeadlineTicks(options, expansion.Lane, expansion.BegunTicks) ? due : null;
    }

    /// <summary>Stores that the resolver is about to be asked, so that the next process knows it if this one ends meanwhile. Where that is not stored, it is asked all the same.</summary>
    private async ValueTask RecordStartAsync(Expansion expansion)
    {
        var step = Step.Rent(engine.Clock.GetUtcNow());
        try
        {
            expansion.Interruptions++;
            step.Batch.Change(expansion, ChangeKind.Update);
            if (!(await committer.CommitAsync(step, CancellationToken.None).ConfigureAwait(false)).IsCommitted)
                expansion.Interruptions--;
        }
        finally
        {
            step.Return();
        }
    }

    private async ValueTask RescheduleAsync(Expansion expansion, long due)
    {
        var step = Step.Rent(engine.Clock.GetUtcNow());
        try
        {
            expansion.DueTicks = due;
            expansion.Interruptions = 0;
            step.Batch.Change(expansion, ChangeKind.Update);
            step.Trace(expansion.EventNumber, expansion.RuleName, DecisionReason.ResolverFailed);
            await committer.CommitAsync(step, CancellationToken.None).ConfigureAwait(false);
            committer.Enqueue(expansion);
        }
        finally
        {
            step.Return();
        }
    }

    private async ValueTask PlanAsync(Expansion expansion, List<(ExpansionTarget Target, ResolvedRecipient Person)>? people)
    {
        var e = expansion.SourceEvent;
        var isTracked = e.Status != NotificationStatus.None || e.CorrelationKey is not null;
        var identity = EventIdentity.Of(e);

        // Also for what is not tracked: a cancellation and this exclude one another.
        var stripe = engine.Stripes[identity];
        await stripe.Gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        var step = Step.Rent(engine.Clock.GetUtcNow());
        try
        {
            if (expansion.IsOver)
                return;
            var alert = isTracked ? stripe.FindAlert(identity) : null;
            Plan(step, expansion, people, alert);
            step.Batch.Change(expansion, ChangeKind.Remove);
            var commit = await committer.CommitAsync(step, CancellationToken.None).ConfigureAwait(false);
            if (!commit.IsCommitted)
            {
                expansion.DueTicks = engine.NowTicks() + BaseDelay.Ticks;
                committer.Enqueue(expansion);
                return;
            }

            expansion.IsOver = true;
            Interlocked.Decrement(ref engine.Searches);
            engine.Requests.Remove(expansion);
        }
        finally
        {
            step.Return();
            stripe.Gate.Release();
        }
    }

    private void Plan(Step step, Expansion expansion, List<(ExpansionTarget Target, ResolvedRecipient Person)>? people, AlertState? alert)
    {
        step.PublishDepth = expansion.PublishDepth;
        step.Tally.IsDrill = expansion.SourceEvent.Drill;
        if (alert is { Latest: NotificationStatus.Resolved } && expansion.SourceEvent.Status is NotificationStatus.Firing or NotificationStatus.Acknowledged)
        {
            // It ended while its recipients were looked for: they were never told, and need not be.
            step.Trace(expansion.EventNumber, expansion.RuleName, DecisionReason.Superseded);
            if (expansion.CarriesMatch)
                step.Tally.Suppressed++;
            return;
        }

        var match = ToMatch(expansion, alert);
        var before = step.Placements.Count + step.Dropped.Count;
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (target, person) in people ?? [])
        {
            if (told.Add($"{person.Id}\u001f{target.Channel}"))
                PlanPerson(step, match, target, person, expansion);
        }

        var made = step.Placements.Count + step.Dropped.Count - before;
        var reason = expansion.Interruptions > 0 ? DecisionReason.PoisonMessage : people is null ? DecisionReason.ResolverGaveUp : people.Count == 0 ? DecisionReason.NoRecipient : DecisionReason.Expanded;
        step.Trace(expansion.EventNumber, expansion.RuleName, reason);
        if (made == 0)
        {
            var toFind = new List<ExpansionTarget>();
            if (audience.PlanFallback(step, match, toFind) == DecisionReason.None)
                made++;
            if (toFind.Count > 0)
                audience.Expand(step, match with { FallbackStep = match.FallbackStep + 1 }, toFind, expansion.CarriesMatch, expansion.Contents);
            if (toFind.Count > 0)
                return;
        }

        if (!expansion.CarriesMatch)
            return;
        if (made > 0)
            step.Tally.Notified++;
        else
            step.Tally.Suppressed++;
    }

    private void PlanPerson(Step step, in MatchContext match, ExpansionTarget target, ResolvedRecipient person, Expansion expansion)
    {
        var any = false;
        foreach (var channel in engine.Channels.All)
        {
            if (target.Channel is not null && !string.Equals(target.Channel, channel.Name, StringComparison.OrdinalIgnoreCase))
                continue;
            if (!person.Addresses.TryGetValue(channel.Name, out var address)
                && (channel.Traits.Type is null || !person.Addresses.TryGetValue(channel.Traits.Type, out address)))
                continue;
            any = true;
            var own = match with
            {
                RecipientId = person.Id,
                Content = expansion.ContentFor(channel.Name),
                Template = expansion.Contents?.ContainsKey(channel.Name) == true ? null : expansion.Template,
                Locale = match.Locale ?? person.Locale,
                TimeZone = person.TimeZone,
            };
            var reason = planner.Plan(step, own, channel, address);
            if (reason != DecisionReason.None)
                step.Trace(match.EventNumber, match.RuleName, reason, channel.Name);
        }

        if (!any)
            step.Trace(match.EventNumber, match.RuleName, DecisionReason.NoAddress, target.Channel);
    }

    private MatchContext ToMatch(Expansion expansion, AlertState? alert) => new()
    {
        Event = expansion.SourceEvent,
        EventNumber = expansion.EventNumber,
        AcceptedTicks = expansion.AcceptedTicks,
        Rule = expansion.RuleName is { } name ? engine.FindRule(name) : null,
        RuleName = expansion.RuleName,
        Aggregate = expansion.Aggregate,
        Alert = alert,
        Origin = expansion.IsRequest ? DecisionReason.Requested : DecisionReason.RuleMatched,
        Passed = DecisionReason.Expanded,
        Lane = expansion.Lane,
        Category = expansion.Category,
        BatchId = expansion.BatchId,
        Locale = expansion.Locale,
        IsRequest = expansion.IsRequest,
        IsFlush = true,
        TargetIndex = expansion.TargetIndex,
        FallbackStep = expansion.FallbackStep,
    };
}
