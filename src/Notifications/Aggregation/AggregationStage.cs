using Notifications.Audience;
using Notifications.Configuration;
using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Suppression;

namespace Notifications.Aggregation;

/// <summary>Asks of each match: does it go out now, with what was held before it, or does it wait?</summary>
internal sealed class AggregationStage(EngineContext engine, AudienceStage audiences)
{
    /// <summary>Takes a match through the rule's debounce.</summary>
    public void Debounce(Step step, in MatchContext match, DebounceOptions options, IdentityStripe stripe, in EventIdentity identity)
    {
        var rule = match.Rule!;

        // Messages are told apart by what they are about; where they say themselves whom they are for, by that too: nobody gets what was held for another.
        var audience = identity.IsTracked ? string.Empty : AudienceKey.Of(rule, match.Event, step.NowTicks, engine.Current.Engine.MaxFanOut);
        var state = stripe.FindEpisode(rule.Name, identity, audience);
        if (state is null && HoldBound.IsReached(engine, engine.Stripes.OpenEpisodes))
        {
            audiences.PlanMatch(step, match with { Passed = DecisionReason.HeldKeysFull });
            return;
        }

        var decision = Ask(options, state?.Episode, new DebounceInput(match.Event.Status, match.Event.Severity), step.Now);
        if (state is not null)
            step.Save(state);
        if (decision.Action == DebounceAction.Hold && state is not null)
        {
            var held = state.Held?.Copy() ?? new HeldEvents();
            held.Add(match.Event, match.EventNumber, match.AcceptedTicks, options.MaxSamples);
            state.Held = held;
            state.Episode = decision.Next!.Value;
            step.Put(state);
            step.Trace(match.EventNumber, rule.Name, decision.Reason);
            return;
        }

        var aggregate = Close(step, match, state?.Held, options.MaxSamples);
        Open(step, rule.Name, identity, audience, match.Alert, state, decision.Next);
        audiences.PlanMatch(step, match with { Aggregate = aggregate, Passed = decision.Reason });
    }

    /// <summary>Ends all episodes of a thing that is over: what they hold is part of the end.</summary>
    /// <returns>What was held, or null.</returns>
    public static HeldEvents? EndAll(Step step, AlertState alert)
    {
        HeldEvents? all = null;
        foreach (var episode in alert.Episodes)
        {
            step.Save(episode);
            if (episode.Held is { } held)
            {
                step.Tally.Merged += held.Count;
                if (all is null || held.Count > all.Count)
                    all = held;
            }

            episode.Held = null;
            episode.DueTicks = 0;
            step.End(episode);
        }

        return all;
    }

    /// <summary>A hold has ended and the alert is told: what repeats it joins, as after any first message.</summary>
    public void Reopen(Step step, in MatchContext match, DebounceOptions options, IdentityStripe stripe, in EventIdentity identity)
    {
        if (stripe.FindEpisode(match.RuleName!, identity, string.Empty) is not null || HoldBound.IsReached(engine, engine.Stripes.OpenEpisodes))
            return;
        var decision = Ask(options, null, new DebounceInput(match.Event.Status, match.Event.Severity), step.Now);
        Open(step, match.RuleName!, identity, string.Empty, match.Alert, null, decision.Next);
    }

    /// <summary>Sends what a window or cooldown has held, at its end.</summary>
    public void FlushAtEnd(Step step, DebounceState state, Routing.CompiledRule? rule)
    {
        step.Save(state);
        var decision = rule?.Debounce is { } options
            ? AskAtEnd(options, state.Episode, step.Now)
            : new DebounceDecision(state.Held is null ? DebounceAction.End : DebounceAction.Flush, DecisionReason.RuleRemoved, null);
        var held = state.Held;
        Open(step, state.RuleName, state.Identity, state.Audience, state.Alert, state, decision.Next);
        if (decision.Action == DebounceAction.Flush && held is not null)
            Flush(step, held, rule, state.RuleName, state.Alert, decision.Reason);
    }

    /// <summary>Makes one message of what was held. The held matches become merged; the message counts as none of them.</summary>
    public void Flush(Step step, HeldEvents held, Routing.CompiledRule? rule, string ruleName, AlertState? alert, DecisionReason reason)
    {
        step.Tally.IsDrill = held.Newest.Drill;
        step.Tally.Merged += held.Count;
        if (rule is null)
        {
            engine.Log.HeldForRemovedRule(ruleName, held.Count);
            return;
        }

        audiences.PlanMatch(step, new MatchContext
        {
            Event = held.Newest,
            EventNumber = held.NewestEventNumber,
            AcceptedTicks = held.NewestAcceptedTicks,
            Rule = rule,
            RuleName = ruleName,
            Aggregate = held.Summarise(),
            Alert = alert,
            Origin = DecisionReason.RuleMatched,
            Passed = reason,
            Lane = rule.PriorityFor(held.Newest.Severity),
            Category = engine.Current.CategoryOf(rule, held.Newest),
            IsFlush = true,
        });
    }

    /// <summary>A host's own debouncer that fails holds nothing back: the event passes.</summary>
    private DebounceDecision AskAtEnd(DebounceOptions options, DebounceEpisode episode, DateTimeOffset now)
    {
        try
        {
            return engine.Debouncer.DecideAtEnd(options, episode, now);
        }
#pragma warning disable CA1031 // Whatever a replaced debouncer throws, what is held goes out.
        catch (Exception error)
#pragma warning restore CA1031
        {
            engine.Log.StepFailed(error);
            return new DebounceDecision(episode.Held == 0 ? DebounceAction.End : DebounceAction.Flush, DecisionReason.DebounceWindowEnd, null);
        }
    }

    private DebounceDecision Ask(DebounceOptions options, DebounceEpisode? episode, DebounceInput input, DateTimeOffset now)
    {
        try
        {
            return engine.Debouncer.Decide(options, episode, input, now);
        }
#pragma warning disable CA1031 // Whatever a replaced debouncer throws, the message goes out.
        catch (Exception error)
#pragma warning restore CA1031
        {
            engine.Log.StepFailed(error);
            return new DebounceDecision(DebounceAction.Pass, DecisionReason.DebounceFirst, null);
        }
    }

    /// <summary>What goes out with a match that ends a wait: what was held, and the match itself.</summary>
    private static AggregateSummary? Close(Step step, in MatchContext match, HeldEvents? held, int maxSamples)
    {
        if (held is null)
            return null;
        step.Tally.Merged += held.Count;
        var all = held.Copy();
        all.Add(match.Event, match.EventNumber, match.AcceptedTicks, maxSamples);
        return all.Summarise();
    }

    private static void Open(Step step, string ruleName, in EventIdentity identity, string audience, AlertState? alert, DebounceState? state, DebounceEpisode? next)
    {
        if (next is { } episode)
        {
            var isNew = state is null;
            state ??= new DebounceState(ruleName, identity, audience) { Alert = alert };
            state.Held = null;
            if (isNew || state.DueTicks != episode.EndsAt.UtcTicks)
                step.Due.Add(state);
            state.Episode = episode;
            step.Put(state);
            if (isNew)
                step.NewStates.Add(state);
        }
        else if (state is not null)
        {
            state.Held = null;
            state.DueTicks = 0;
            step.End(state);
        }
    }
}
