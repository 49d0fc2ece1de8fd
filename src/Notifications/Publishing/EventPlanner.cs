using Notifications.Aggregation;
using Notifications.Audience;
using Notifications.Hosting;
using Notifications.Storage;
using Notifications.Suppression;

namespace Notifications.Publishing;

/// <summary>Takes the matches of an event through aggregation, suppression, audience and policy; what that decides is in the step.</summary>
internal sealed class EventPlanner(EngineContext engine, AggregationStage aggregation, BatchStage batches, OwedEnds owedEnds, AudienceStage audience)
{
    /// <summary>Plans all matches of an event.</summary>
    /// <param name="alert">What was told about the thing; null when that is not remembered.</param>
    /// <param name="stripe">The stripe of the thing, which the caller holds; null when nothing about it is kept.</param>
    /// <returns>Unrouted when nobody is concerned, else accepted.</returns>
    public PublishKind Plan(Step step, NotificationEvent e, NotificationId id, AlertState? alert, IdentityStripe? stripe, in EventIdentity identity)
    {
        var ended = alert is not null && e.Status == NotificationStatus.Resolved ? AggregationStage.EndAll(step, alert) : null;
        var summary = Summarise(ended, e, id);
        step.Tally.IsDrill = e.Drill;
        if ((engine.Holds.IsActive || alert is { IsHeld: true }) && e.Status != NotificationStatus.None)
            owedEnds.Note(step, e, id, alert, identity);
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
                Category = engine.Current.CategoryOf(rule, e),
            };
            if (BatchOf(step, i) is { } batch && !IsNewStatus(alert, e))
                batches.Join(step, match, batch);
            else if ((rule.Batch is not null || rule.Schedule is not null) && !IsNewStatus(alert, e))
                audience.PlanMatch(step, match with { Passed = DecisionReason.HeldKeysFull });
            else if (rule.Debounce is { Enabled: true } debounce && stripe is not null && e.Status != NotificationStatus.Resolved)
                aggregation.Debounce(step, match, debounce, stripe, identity);
            else
                audience.PlanMatch(step, match);
        }

        var owed = alert is not null && e.Status == NotificationStatus.Resolved && owedEnds.Plan(step, e, id, alert, summary);
        step.Tally.Matched += step.Matches.Count;
        if (alert is not null)
            Remember(step, alert, e, id);
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

    private static void Remember(Step step, AlertState alert, NotificationEvent e, NotificationId id)
    {
        step.Save(alert);
        if (e.Status != NotificationStatus.None && (alert.ChangedBy == 0 || alert.Latest != e.Status))
            alert.ChangedBy = id.Value;
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

    private static BatchState? BatchOf(Step step, int match)
    {
        foreach (var (of, batch) in step.Batches)
        {
            if (of == match)
                return batch;
        }

        return null;
    }
}
