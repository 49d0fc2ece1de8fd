using Notifications.Aggregation;
using Notifications.Audience;
using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Routing;
using Notifications.Storage;

namespace Notifications.Suppression.Holds;

/// <summary>What held an alert may have ended: if nothing holds it any more and it still fires, whoever was not told is told now, once.</summary>
internal sealed class ReleaseStage(
    EngineContext engine, HoldStage holds, AudienceStage audience, AggregationStage aggregation, BatchStage batches, StepCommitter committer)
{
    private static readonly TimeSpan CommitAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>Looks at a held alert.</summary>
    public async ValueTask LookAsync(HeldAlert held)
    {
        held.Dequeue();
        var stripe = engine.Stripes[held.Identity];
        await stripe.Gate.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        var step = Step.Rent(engine.Clock.GetUtcNow());
        try
        {
            if (!held.IsOver && !await DecideAsync(step, held, stripe).ConfigureAwait(false))
                TryLater(held);
        }
        catch
        {
            committer.Undo(step);
            throw;
        }
        finally
        {
            foreach (var (_, batch) in step.Batches)
                batches.Leave(batch);
            step.Return();
            stripe.Gate.Release();
        }
    }

    private async ValueTask<bool> DecideAsync(Step step, HeldAlert held, IdentityStripe stripe)
    {
        var before = held.Entries;
        step.Tally.IsDrill = held.Identity.IsDrill;
        step.Save(held);
        var free = Ask(step, held);
        await EnterBatchesAsync(step, free).ConfigureAwait(false);
        for (var i = 0; i < free.Count; i++)
            Release(step, free[i], i, stripe, held.Identity);
        var rest = held.Entries.Where(e => !free.Contains(e)).ToArray();
        if (rest.Length == 0)
        {
            held.DueTicks = 0;
            step.End(held);
        }
        else if (free.Count > 0 || !rest.Select(Words).SequenceEqual(before.Select(Words)))
        {
            held.Entries = rest;
            step.Put(held);
            step.NewStates.Add(held);
        }
        else
        {
            // Only this process's knowledge of what holds it may have changed.
            engine.Holds.Link(held);
        }

        if (!step.Batch.IsEmpty && !(await committer.CommitAsync(step, CancellationToken.None).ConfigureAwait(false)).IsCommitted)
            return false;
        if (step.Batch.IsEmpty && step.HoldVersion != engine.Holds.Version)
            engine.HoldWorker.Enqueue(held);
        return true;
    }

    /// <summary>Asks again what holds each entry.</summary>
    /// <returns>Those that nothing holds.</returns>
    private List<HeldEntry> Ask(Step step, HeldAlert held)
    {
        List<HeldEntry> free = [];
        foreach (var entry in held.Entries)
        {
            if (holds.Find(step, entry.Held.Newest, held.Identity, entry.Held.NewestEventNumber, entry.RuleName) is not { } hold)
                free.Add(entry);
            else if (!ReferenceEquals(hold.By, entry.By) || !string.Equals(hold.Detail, entry.Detail, StringComparison.Ordinal))
                held.Put(Change(step, entry, hold));
        }

        return free;
    }

    private static HeldEntry Change(Step step, HeldEntry entry, Hold hold)
    {
        if (!string.Equals(hold.Detail, entry.Detail, StringComparison.Ordinal))
            step.Trace(entry.Held.NewestEventNumber, entry.RuleName, hold.Reason, null, hold.RelatedId, hold.Detail);
        return entry with { Reason = hold.Reason, Detail = hold.Detail, By = hold.By };
    }

    private static (string, DecisionReason, string) Words(HeldEntry entry) => (entry.RuleName, entry.Reason, entry.Detail);

    /// <summary>Enters the batches in which what is free has to wait with others; in the order of all who do so.</summary>
    private async ValueTask EnterBatchesAsync(Step step, List<HeldEntry> free)
    {
        foreach (var (entry, at) in free.Select(static (entry, at) => (entry, at)).OrderBy(static e => e.entry.RuleName, StringComparer.Ordinal))
        {
            if (engine.FindRule(entry.RuleName) is { } rule && (rule.Batch is not null || rule.Schedule is not null)
                && await batches.EnterAsync(rule, entry.Held.Newest, step.NowTicks, CancellationToken.None).ConfigureAwait(false) is { } batch)
                step.Batches.Add((at, batch));
        }
    }

    private void Release(Step step, HeldEntry entry, int at, IdentityStripe stripe, in EventIdentity identity)
    {
        var events = entry.Held;
        if (engine.FindRule(entry.RuleName) is not { } rule)
        {
            engine.Log.HeldForRemovedRule(entry.RuleName, events.Count);
            step.Tally.Suppressed += events.Count;
            step.Trace(events.NewestEventNumber, entry.RuleName, DecisionReason.RuleRemoved);
            return;
        }

        var alert = stripe.FindAlert(identity);
        if (alert?.Latest == NotificationStatus.Resolved)
        {
            // It ended while it waited for this look: what was never told needs no telling.
            step.Tally.Suppressed += events.Count;
            step.Trace(events.NewestEventNumber, rule.Name, DecisionReason.Superseded);
            return;
        }

        var match = ToMatch(events, rule, alert);

        // They were counted while they waited; the message that tells them counts as none of them.
        step.Tally.Merged += events.Count;
        if (step.Batches.Find(b => b.Match == at).Batch is { } batch)
        {
            step.Tally.Merged--;
            batches.Join(step, match, batch);
        }
        else if (Array.Exists(rule.Targets, NeedsSearch) && KnowsAlready(alert, match))
        {
            step.Trace(match.EventNumber, rule.Name, DecisionReason.AlreadyTold);
        }
        else
        {
            if (rule.Debounce is { } debounce)
                aggregation.Reopen(step, match, debounce, stripe, identity);
            audience.PlanMatch(step, match);
        }
    }

    private static MatchContext ToMatch(HeldEvents events, CompiledRule rule, AlertState? alert) => new()
    {
        Event = events.Newest,
        EventNumber = events.NewestEventNumber,
        AcceptedTicks = events.NewestAcceptedTicks,
        Rule = rule,
        RuleName = rule.Name,
        Aggregate = events.Count > 1 ? events.Summarise() : null,
        Alert = alert,
        Origin = DecisionReason.RuleMatched,
        Passed = DecisionReason.HoldEnded,
        Lane = rule.PriorityFor(events.Newest.Severity),
        Category = rule.Category,
        IsFlush = true,
    };

    private static bool NeedsSearch(CompiledTarget target) =>
        target.RecipientSelector is not null || target.Expression is not null || target.Recipient is { Kind: not RecipientKind.Address };

    /// <summary>All to whom the rule has told of the alert know what would be told now. Who is told at once is asked one by one.</summary>
    private static bool KnowsAlready(AlertState? alert, in MatchContext match)
    {
        var any = false;
        foreach (var told in alert?.Destinations ?? [])
        {
            if (!string.Equals(told.RuleName, match.RuleName, StringComparison.OrdinalIgnoreCase))
                continue;
            any = true;
            if (!told.Knows(match.Event))
                return false;
        }

        return any;
    }

    private void TryLater(HeldAlert held)
    {
        held.DueTicks = engine.NowTicks() + CommitAgainAfter.Ticks;
        engine.Timers.Schedule(held);
    }
}
