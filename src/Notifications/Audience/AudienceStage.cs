using Notifications.Configuration;
using Notifications.Dispatch;
using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Routing;
using Notifications.Routing.Conditions;
using Notifications.Storage;
using Notifications.Suppression.Holds;
using Notifications.Tracking;

namespace Notifications.Audience;

/// <summary>Finds where a match goes: the channels and addresses that a rule names, at once; users, roles and the like as an expansion for the resolver.</summary>
internal sealed class AudienceStage(EngineContext engine, HoldStage holds, DeliveryPlanner planner)
{
    [ThreadStatic]
    private static List<ExpansionTarget>? _toFind;

    /// <summary>Plans all that a rule's match makes, unless it is held, and counts what became of the match.</summary>
    public void PlanMatch(Step step, in MatchContext match)
    {
        // What leaves a batch, or is free again, was asked before.
        if (!engine.Holds.IsActive || match.Passed is DecisionReason.BatchFlushed or DecisionReason.HoldEnded || holds.Find(step, match) is not { } hold)
        {
            PlanTargets(step, match);
        }
        else if (match.Event.Status != NotificationStatus.Resolved)
        {
            holds.Keep(step, match, hold);
        }
        else
        {
            HoldStage.NoteEnd(step, match, hold);
            PlanTargets(step, match with { Held = match.Alert is null ? DecisionReason.None : hold.Reason, Origin = DecisionReason.TruthfulEnd });
        }
    }

    private void PlanTargets(Step step, in MatchContext match)
    {
        var rule = match.Rule!;

        // Taken away while it is used: a selector of the host's may publish.
        var toFind = _toFind ?? [];
        _toFind = null;
        toFind.Clear();
        var before = step.Placements.Count + step.Dropped.Count;
        var merged = false;
        var count = rule.Mode == ChannelMix.FirstThatSucceeds ? 1 : rule.Targets.Length;
        for (var i = 0; i < count; i++)
        {
            var reason = i == 0 ? PlanTarget(step, match, rule.Targets[0], toFind) : PlanTargetAt(i, step, match, toFind);
            merged |= reason is DecisionReason.SameTarget or DecisionReason.AlreadyTold;
        }

        var made = step.Placements.Count + step.Dropped.Count > before;
        if (toFind.Count > 0)
            Expand(step, match, toFind, carriesMatch: !made && !match.IsFlush);
        var searches = toFind.Count > 0;
        _toFind = toFind;
        if (match.IsFlush)
            return;
        if (made)
            step.Tally.Notified++;
        else if (!searches)
            CountUnsent(step, match, merged);
    }

    private DecisionReason PlanTargetAt(int index, Step step, in MatchContext match, List<ExpansionTarget> toFind) =>
        PlanTarget(step, match with { TargetIndex = index }, match.Rule!.Targets[index], toFind);

    /// <summary>Plans one target, and its fallbacks where it cannot be made.</summary>
    /// <returns>None when something was planned; else the last reason why not.</returns>
    public DecisionReason PlanTarget(Step step, in MatchContext match, CompiledTarget target, List<ExpansionTarget> toFind)
    {
        var reason = Report(step, match, target, TrySafely(step, match, target, toFind));
        if (!FallsBack(reason))
            return reason;
        var fallback = PlanFallback(step, match, toFind);
        return fallback == DecisionReason.NoRecipient ? reason : fallback;
    }

    /// <summary>Plans the next fallback that can be made.</summary>
    /// <returns>None when something was planned; no recipient when the plan is used up.</returns>
    public DecisionReason PlanFallback(Step step, in MatchContext match, List<ExpansionTarget> toFind)
    {
        var origin = OriginFallback(match.Rule, match.TargetIndex, match.OriginChannel);
        for (var next = match.FallbackStep; FallbackPlan.At(match.Rule, match.TargetIndex, origin, next) is { } fallback; next++)
        {
            // What failed is not tried again as its own fallback, and who is told in its own right is not told twice.
            if (FallbackPlan.FindTarget(match.Rule, fallback) is var same && same == match.TargetIndex)
                continue;
            if (same >= 0)
                return Report(step, match, fallback, DecisionReason.SameTarget);
            var reason = TrySafely(step, match with { FallbackStep = next + 1, Origin = DecisionReason.FallbackOf }, fallback, toFind);
            Report(step, match, fallback, reason);
            if (!FallsBack(reason))
                return reason;
        }

        return DecisionReason.NoRecipient;
    }

    /// <summary>The fallbacks of the channel where a plan began: its last ones.</summary>
    public CompiledTarget[] OriginFallback(CompiledRule? rule, int targetIndex, string? originChannel)
    {
        var name = rule is null ? originChannel : targetIndex < rule.Targets.Length ? rule.Targets[targetIndex].Channel : null;
        return name is null ? [] : engine.Current.FallbackOf(name);
    }

    /// <summary>Queues the search for recipients.</summary>
    public void Expand(Step step, in MatchContext match, List<ExpansionTarget> targets, bool carriesMatch, IReadOnlyDictionary<string, ContentRecord>? contents = null)
    {
        var expansion = new Expansion
        {
            Id = engine.Ids.Next(),
            SourceEvent = match.Event,
            EventNumber = match.EventNumber,
            AcceptedTicks = match.AcceptedTicks,
            Targets = targets.ToArray(),
            RuleName = match.RuleName,
            Aggregate = match.Aggregate,
            CarriesMatch = carriesMatch,
            IsRequest = match.IsRequest,
            Category = match.Category,
            BatchId = match.BatchId,
            FallbackStep = match.FallbackStep,
            TargetIndex = match.TargetIndex,
            Contents = contents,
            Template = match.Template,
            Locale = match.Locale,
            PublishDepth = step.PublishDepth,
            Lane = match.Lane,
            DueTicks = match.SendAtTicks > step.NowTicks ? match.SendAtTicks : 0,
        };
        step.Expansions.Add(expansion);
        step.Batch.Change(expansion, ChangeKind.Add);
    }

    private static bool FallsBack(DecisionReason reason) =>
        reason is DecisionReason.ChannelRemoved or DecisionReason.DestinationDisabled or DecisionReason.NoAddress or DecisionReason.NoRecipient or DecisionReason.FailingChannel
            or DecisionReason.TooManyDestinations;

    private static void CountUnsent(Step step, in MatchContext match, bool merged)
    {
        if (merged)
        {
            step.Tally.Merged++;
            return;
        }

        step.Tally.Suppressed++;
        if (match.Held == DecisionReason.None)
            return;
        HoldStage.Count(step, match.Held, 1);
        step.HasHeldEnd = true;
    }

    private static DecisionReason Report(Step step, in MatchContext match, CompiledTarget target, DecisionReason reason)
    {
        if (reason != DecisionReason.None)
            step.Trace(match.EventNumber, match.RuleName, reason, target.Channel);
        return reason;
    }

    /// <summary>A selector of the host's that throws finds nobody; the other targets go on.</summary>
    private DecisionReason TrySafely(Step step, in MatchContext match, CompiledTarget target, List<ExpansionTarget> toFind)
    {
        if (target.DestinationSelector is null && target.RecipientSelector is null)
            return TryTarget(step, match, target, toFind);
        try
        {
            return TryTarget(step, match, target, toFind);
        }
#pragma warning disable CA1031 // Whatever a selector throws is an answer of the audience, not an error of the publisher.
        catch (Exception error)
#pragma warning restore CA1031
        {
            engine.Counters.Add(Tracking.Counter.ConditionErrors);
            engine.Log.ConditionFailed(match.RuleName ?? string.Empty, error.GetType().Name);
            return DecisionReason.NoRecipient;
        }
    }

    private DecisionReason TryTarget(Step step, in MatchContext match, CompiledTarget target, List<ExpansionTarget> toFind)
    {
        if (target.RecipientSelector is { } select)
            return TryRecipients(step, match, target.Channel, select(match.Event) ?? [], toFind);
        if (target.Expression is { } expression)
            return TryRecipients(step, match, target.Channel, Find(step, match, target, expression), toFind);
        if (target.Recipient is { } recipient)
            return TryRecipient(step, match, target.Channel, recipient, toFind);
        if (target.Channel is null || engine.Channels.Find(target.Channel) is not { } channel)
            return DecisionReason.ChannelRemoved;
        var destination = target.Destination;
        if (target.DestinationSelector is { } selector && (destination = selector(match.Event)) is null)
            return DecisionReason.NoAddress;
        return destination is null && !channel.Traits.HasDefaultDestination
            ? DecisionReason.NoAddress
            : planner.Plan(step, match, channel, destination);
    }

    private List<Recipient> Find(Step step, in MatchContext match, CompiledTarget target, RecipientExpression expression)
    {
        var found = expression.Find(new EventScope(match.Event, match.AcceptedTicks), engine.Current.Engine.MaxFanOut, out var failure);
        if (failure is not null)
        {
            engine.Counters.Add(Counter.ConditionErrors);
            engine.Log.ConditionFailed(match.RuleName ?? target.Channel ?? string.Empty, failure);
            step.Trace(match.EventNumber, match.RuleName, DecisionReason.ConditionFailed, target.Channel);
        }

        return found;
    }

    private DecisionReason TryRecipients(
        Step step, in MatchContext match, string? channel, IReadOnlyList<Recipient> recipients, List<ExpansionTarget> toFind)
    {
        var reason = DecisionReason.NoRecipient;
        foreach (var recipient in recipients)
        {
            var one = TryRecipient(step, match, channel, recipient, toFind);
            reason = reason == DecisionReason.None ? reason : one;
        }

        return reason;
    }

    private DecisionReason TryRecipient(Step step, in MatchContext match, string? channel, Recipient recipient, List<ExpansionTarget> toFind)
    {
        if (recipient.Kind != RecipientKind.Address)
        {
            // Who was told is known without a search.
            if (match.Held != DecisionReason.None)
                return match.Held;
            toFind.Add(new ExpansionTarget(channel, recipient));
            return DecisionReason.None;
        }

        return channel is not null && engine.Channels.Find(channel) is { } runtime
            ? planner.Plan(step, match, runtime, recipient.Value)
            : DecisionReason.ChannelRemoved;
    }
}
