using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Suppression.Holds;

namespace Notifications.Suppression;

/// <summary>Tells the end to those who were told the beginning, whatever the rules say of the end.</summary>
internal sealed class OwedEnds(EngineContext engine, SuppressionStage suppression, HoldStage holds, DeliveryPlanner planner)
{
    /// <summary>What an alert means for those that it inhibits, and its end for what is held of it. Before anything of it is planned.</summary>
    public void Note(Step step, NotificationEvent e, NotificationId id, AlertState? alert, in EventIdentity identity) => holds.NoteAlert(step, e, id, alert, identity);

    /// <summary>Plans the ends that are owed.</summary>
    /// <returns>True when there is one.</returns>
    public bool Plan(Step step, NotificationEvent e, NotificationId id, AlertState alert, AggregateSummary? summary)
    {
        var owed = step.Owed;
        suppression.CollectOwed(alert, owed);
        var any = false;
        foreach (var destination in owed)
        {
            if (engine.Channels.Find(destination.Channel) is not { } channel)
                continue;
            var rule = destination.RuleName is { } name ? engine.FindRule(name) : null;
            any |= planner.Plan(step, new MatchContext
            {
                Event = e,
                EventNumber = id.Value,
                AcceptedTicks = step.NowTicks,
                Rule = rule,
                RuleName = destination.RuleName,
                Alert = alert,
                Aggregate = summary,
                Origin = DecisionReason.TruthfulEnd,
                Lane = destination.Lane,
                Category = engine.Current.CategoryOf(rule, e),
                MustPass = true,
            }, channel, destination.Destination) == DecisionReason.None;
        }

        // It counts as a match of its own where no rule matched: one event, one thing told.
        if (any && step.Matches.Count == 0)
        {
            step.Tally.Matched++;
            step.Tally.Notified++;
        }
        else if (any && step.HasHeldEnd)
        {
            // A match was held, and yet those hear of the end who know of the beginning.
            step.Tally.Suppressed--;
            step.Tally.Notified++;
        }

        return any;
    }
}
