using Notifications.Audience;
using Notifications.Configuration;
using Notifications.Dispatch;
using Notifications.Hosting;
using Notifications.Publishing;
using Notifications.Routing;
using Notifications.Storage;
using Notifications.Suppression;

namespace Notifications.Tracking;

/// <summary>Takes the answer of an attempt: decides what it means, commits it, and lets what follows from it happen.</summary>
internal sealed partial class OutcomeStage(EngineContext engine, AudienceStage audience, StepCommitter committer, Operations.FailureWatch watch)
{
    /// <summary>The reason of an attempt that was cut off by the end of the host.</summary>
    public const string Interrupted = "interrupted by the end of the host";

    [ThreadStatic]
    private static List<ExpansionTarget>? _toFind;

    public ValueTask RecordAsync(Delivery delivery, int provider, DeliveryResult result, long now)
    {
        if (engine.IsStopping && ReferenceEquals(result.Reason, Interrupted))
            return HandBackAsync(delivery, now);
        var channel = delivery.Runtime;
        var rule = delivery.RuleName is { } name && NeedsRule(result) ? engine.FindRule(name) : null;
        var before = delivery.Details?.Remaining;
        var tried = (delivery.Details?.ProvidersTried ?? 0) | (1u << provider);
        var facts = new AttemptFacts(
            delivery.Id,
            delivery.Attempts,
            delivery.Lane,
            delivery.StartTicks,
            NeedsRule(result) && FallbackPlan.At(rule, delivery.Details?.TargetIndex ?? 0, Origin(delivery, rule), delivery.Details?.FallbackStep ?? 0) is not null,
            channel.HasOtherProvider(tried, now),
            channel.Traits.IsCostly,
            channel.Traits.IdempotencyWindow is { } window && now - delivery.StartTicks < window.Ticks,
            channel.Traits.DestinationIsProvider && delivery.Destination is not null);
        var some = before is not null || result.Failures.Count > 0 ? RemainingRule.After(before, result, channel.Traits.RetriesRecipients) : null;
        var decision = some is null ? DispatchRule.Decide(channel.Options, facts, result, now) : RemainingRule.Decide(channel.Options, facts, result, some, now);
        engine.CountersFor(delivery.IsDrill).Add(Counter.Attempts);
        if (!result.IsMessagesOwn && channel.RecordHealth(provider, decision.BreakerFailure, now))
            engine.Log.BreakerChanged(channel.Name, channel.Providers[provider].Name, channel.Providers[provider].Breaker.IsOpen);
        if (engine.Metrics is { Enabled: true } metrics && !delivery.IsDrill)
            metrics.RecordAttempt(delivery, result, now);
        watch.Observe(delivery, provider, result, now);
        Note(delivery, provider, tried, result, some, decision, now);
        return SettleAsync(delivery, decision, result, rule, now);
    }

    /// <summary>Stores that an attempt is about to begin.</summary>
    /// <returns>False when it was not stored: the attempt must not begin.</returns>
    public async ValueTask<bool> RecordStartAsync(Delivery delivery, long now)
    {
        var step = Step.Rent(new DateTimeOffset(now, TimeSpan.Zero));
        try
        {
            delivery.NextState = DeliveryState.Leased;
            step.Batch.Change(delivery, ChangeKind.Update);
            return (await committer.CommitAsync(step, CancellationToken.None).ConfigureAwait(false)).IsCommitted;
        }
        finally
        {
            step.Return();
        }
    }

    public ValueTask ExpireAsync(Delivery delivery, long now)
    {
        var state = delivery.Attempts == 0 ? DeliveryState.Expired : DeliveryState.DeadLettered;
        return EndAsync(delivery, state, DecisionReason.Expired, now);
    }

    /// <summary>Ends a delivery without an attempt.</summary>
    public ValueTask EndAsync(Delivery delivery, DeliveryState state, DecisionReason reason, long now)
    {
        delivery.NoteEnd(reason);

        // What had no turn in time, behind a breaker or a pause, may still be told another way; so may what ends the process on this channel.
        var engages = reason is DecisionReason.Expired or DecisionReason.PoisonMessage;
        var decision = RemainingRule.End(new DispatchDecision(state, reason, EngagesFallback: engages), delivery.Details?.Remaining);
        var rule = decision.EngagesFallback && delivery.RuleName is { } name ? engine.FindRule(name) : null;
        return SettleAsync(delivery, decision, null, rule, now);
    }

    private static bool NeedsRule(DeliveryResult result) => result.Kind is not (DeliveryResultKind.Delivered or DeliveryResultKind.Accepted);

    private CompiledTarget[] Origin(Delivery delivery, CompiledRule? rule) =>
        audience.OriginFallback(rule, delivery.Details?.TargetIndex ?? 0, delivery.Details?.OriginChannel ?? delivery.Runtime.Name);

    private static void Note(Delivery delivery, int provider, uint tried, DeliveryResult result, RemainingRecipients? some, in DispatchDecision decision, long now)
    {
        var before = delivery.Details?.Remaining;
        if (decision.State is not (DeliveryState.Delivered or DeliveryState.Sent) || delivery.Attempts > 1 || delivery.Runtime.Providers.Length > 1 || some is not null || delivery.Details?.AttemptRecords is not null)
        {
            delivery.GetDetails().Add(new AttemptRecord(
                delivery.Attempts,
                delivery.Runtime.Providers[provider].Name,
                new DateTimeOffset(delivery.LeasedTicks, TimeSpan.Zero),
                new DateTimeOffset(now, TimeSpan.Zero),
                result.Kind,
                AttemptReason.Of(result, before),
                decision.State == DeliveryState.Ready ? new DateTimeOffset(Math.Max(now, decision.DueTicks), TimeSpan.Zero) : null));
        }

        if (some is not null)
            delivery.GetDetails().Remaining = some.Count > 0 ? some : null;

        // What is edited or answered later is what the first of them got.
        if (result.ProviderMessageId is { } id && before is null)
            delivery.GetDetails().ProviderMessageId = id;
        if (result.Kind == DeliveryResultKind.Unknown || some is not null)
            delivery.Flags |= DeliveryFlags.MayHaveArrived;
        delivery.Details?.Interruptions = 0;
        if (!decision.ConsumesAttempt)
            delivery.Attempts--;
        if (decision.Reason == DecisionReason.FailedOver)
            delivery.GetDetails().ProvidersTried = tried;
        else if (delivery.Details is { } details)
            details.ProvidersTried = 0;
        if (some is not null && DeliveryRule.IsFinal(decision.State))
            delivery.NoteEnd(decision.Reason);
        else
            delivery.Note(decision.Reason);
    }

    private DispatchDecision Plan(Step step, Delivery delivery, DispatchDecision decision, DeliveryResult? result, CompiledRule? rule)
    {
        var chain = delivery.Details?.Told;
        if (chain is not null)
            decision = ChainRule.Settle(step, delivery, chain, decision, result);
        delivery.DueTicks = decision.State == DeliveryState.Ready ? decision.DueTicks : 0;
        delivery.NextState = decision.State;
        if (DeliveryRule.IsFinal(decision.State))
        {
            delivery.FinishedTicks = step.NowTicks;
            step.Batch.Change(delivery, ChangeKind.Remove);
            if (!(decision.EngagesFallback && EngageFallback(step, delivery, rule)))
                KeepIfFailed(step, delivery, decision.State);
            if (result is { DisablesDestination: true } && delivery.Details?.Remaining is null)
                Disable(step, delivery, result.Reason ?? string.Empty);
        }
        else
        {
            step.Batch.Change(delivery, ChangeKind.Update);
        }

        if (chain is not null)
        {
            step.Save(delivery.Details!.Alert!);
            step.Put(delivery.Details.Alert!);
        }

        return decision;
    }

    /// <summary>What failed and nobody took over can be sent again, by an operator.</summary>
    private void KeepIfFailed(Step step, Delivery delivery, DeliveryState state)
    {
        if (state is not (DeliveryState.Rejected or DeliveryState.Expired or DeliveryState.DeadLettered) || engine.Current.Engine.DeadLetterCapacity == 0 || IsOver(delivery))
            return;
        var letter = Operations.DeadLetterState.Of(delivery);
        letter.DueTicks = step.NowTicks + engine.Current.Engine.DeadLetterAge.Ticks;
        step.NewStates.Add(letter);
        step.Put(letter);
    }

    /// <summary>A beginning whose end is known already is nobody's business any more.</summary>
    private static bool IsOver(Delivery delivery) =>
        delivery.Details?.Alert is { Latest: NotificationStatus.Resolved } && delivery.SourceEvent.Status is NotificationStatus.Firing or NotificationStatus.Acknowledged;

    /// <summary>Plans the next fallback.</summary>
    /// <returns>False when there is none that could be made.</returns>
    private bool EngageFallback(Step step, Delivery delivery, CompiledRule? rule)
    {
        var details = delivery.Details;
        if (IsOver(delivery))
            return false;
        var toFind = _toFind ?? [];
        _toFind = null;
        toFind.Clear();
        var match = new MatchContext
        {
            Event = delivery.SourceEvent,
            EventNumber = delivery.EventNumber,
            AcceptedTicks = details?.AcceptedTicks ?? delivery.CreatedTicks,
            Rule = rule,
            RuleName = delivery.RuleName,
            Aggregate = details?.Aggregate,
            Alert = details?.Alert,
            Origin = DecisionReason.FallbackOf,
            Lane = delivery.Lane,
            Category = details?.Category,
            RecipientId = details?.RecipientId,
            BatchId = details?.BatchId,
            Content = rule is null ? details?.Content : null,
            TargetIndex = details?.TargetIndex ?? 0,
            FallbackStep = details?.FallbackStep ?? 0,
            OriginChannel = details?.OriginChannel ?? delivery.Runtime.Name,
            IsRequest = (delivery.Flags & DeliveryFlags.Requested) != 0,
            IsFlush = true,
            MustPass = true,
        };
        step.PublishDepth = details?.PublishDepth ?? 0;
        audience.PlanFallback(step, match, toFind);
        if (toFind.Count > 0)
            audience.Expand(step, match with { FallbackStep = match.FallbackStep + 1 }, toFind, carriesMatch: false, Contents(match.Content));
        var isEngaged = step.Placements.Count > 0 || toFind.Count > 0;
        if (isEngaged)
        {
            delivery.Note(DecisionReason.FallbackEngaged);
            engine.CountersFor(delivery.IsDrill).Add(Counter.Fallbacks);
        }

        _toFind = toFind;
        return isEngaged;
    }

    private static Dictionary<string, Storage.ContentRecord>? Contents(Storage.ContentRecord? content) =>
        content is null ? null : new Dictionary<string, Storage.ContentRecord>(StringComparer.OrdinalIgnoreCase) { [string.Empty] = content };

    private void Disable(Step step, Delivery delivery, string reason)
    {
        engine.Log.DestinationDisabled(delivery.Runtime.Name, reason);
        var state = new Policy.DisabledDestinationState(delivery.Runtime.Name, delivery.Destination, reason);
        step.NewStates.Add(state);
        step.Batch.Change(state, ChangeKind.Add);
    }

    private void Follow(Delivery delivery, in DispatchDecision decision)
    {
        delivery.TryMove(DeliveryState.Leased, decision.State);
        if (DeliveryRule.IsFinal(decision.State))
        {
            committer.Finish(delivery);
            return;
        }

        if (decision.State == DeliveryState.Ready && delivery.Details is { Remaining: not null, Told: not null } && !RemainingRule.KeepsPlace(delivery.SourceEvent.Status))
            LeaveForGood(delivery);
        if (decision.State == DeliveryState.InDoubt)
        {
            // It may be held for ever: what comes after it must not wait for it, its end least of all.
            committer.LeaveChain(delivery);
            if (delivery.Details?.Alert is { } alert)
                alert.Kept++;
            engine.InDoubt[delivery.Id] = delivery;
            engine.Log.HeldInDoubt(delivery.Runtime.Name, delivery.GetId().ToString());
            return;
        }

        engine.CountersFor(delivery.IsDrill).Add(decision.Reason == DecisionReason.Throttled ? Counter.Throttled : Counter.Retries);
        if (decision.PausesChannel)
        {
            // The pause is the channel's or the destination's, not the delivery's: it waits in its queue with the others.
            if (!delivery.Runtime.Pool.TryPause(delivery.Destination, decision.DueTicks))
                delivery.Runtime.Pool.PauseUntil(decision.DueTicks);
            delivery.DueTicks = 0;
        }

        committer.Place(delivery);
    }

    /// <summary>Some have it: what comes after it waits no longer. It is written down as one that stands in no order, and is now.</summary>
    private void LeaveForGood(Delivery delivery)
    {
        committer.LeaveChain(delivery);
        (delivery.Details!.Told, delivery.Details.Alert) = (null, null);
    }

    private async ValueTask HandBackAsync(Delivery delivery, long now)
    {
        delivery.Attempts--;
        delivery.Details?.Interruptions = 0;
        delivery.Flags |= DeliveryFlags.MayHaveArrived;
        delivery.Note(DecisionReason.LeftAtShutdown);
        await SettleAsync(delivery, new DispatchDecision(DeliveryState.Ready, DecisionReason.LeftAtShutdown), null, null, now).ConfigureAwait(false);
    }
}
