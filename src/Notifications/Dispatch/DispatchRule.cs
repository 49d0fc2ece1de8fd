using Notifications.Configuration;
using Notifications.Storage;

namespace Notifications.Dispatch;

/// <summary>What a result means for its delivery. Pure: the whole retry, fallback and dead-letter policy is here.</summary>
internal static class DispatchRule
{
    /// <summary>The longest that one attempt may take.</summary>
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(1);

    /// <summary>How long one attempt may take: the operator's word, else the channel's, else ten seconds.</summary>
    public static TimeSpan Timeout(ChannelOptions options, ChannelTraits traits)
    {
        var timeout = options.Timeout ?? traits.AttemptTimeout ?? UsualTimeout;
        return timeout < ShortestTimeout ? ShortestTimeout : timeout > LongestTimeout ? LongestTimeout : timeout;
    }

    public static DispatchDecision Decide(ChannelOptions options, in AttemptFacts facts, DeliveryResult result, long nowTicks)
    {
        var decision = DecideByKind(options, facts, result, nowTicks);
        return facts.OwnProvider || result.IsMessagesOwn ? decision with { BreakerFailure = false } : decision;
    }

    /// <summary>When the delivery is given up, counted from its creation.</summary>
    public static long DeadlineTicks(ChannelOptions options, Priority lane, long createdTicks) => createdTicks + (lane switch
    {
        Priority.Critical => options.DeadlineCritical,
        Priority.High => options.DeadlineHigh,
        _ => options.DeadlineNormal,
    }).Ticks;

    /// <summary>Whether an attempt of unknown outcome is held for a person rather than repeated.</summary>
    /// <param name="policy">The channel's option.</param>
    /// <param name="isCostly">The channel's trait.</param>
    /// <param name="keyHolds">The provider recognises our key, and the first attempt is inside its window.</param>
    public static bool Holds(UnknownPolicy policy, bool isCostly, bool keyHolds) => policy switch
    {
        UnknownPolicy.Hold => true,
        UnknownPolicy.Retry => false,
        _ => isCostly && !keyHolds,
    };

    private static DispatchDecision DecideByKind(ChannelOptions options, in AttemptFacts facts, DeliveryResult result, long nowTicks) => result.Kind switch
    {
        DeliveryResultKind.Delivered => new(DeliveryState.Delivered, DecisionReason.Delivered),
        DeliveryResultKind.Accepted => new(DeliveryState.Sent, DecisionReason.Sent),
        DeliveryResultKind.Throttled => Throttled(options, facts, result, nowTicks),
        DeliveryResultKind.Rejected => Rejected(result, facts),
        DeliveryResultKind.Unknown => Unknown(options, facts, result, nowTicks),
        _ => Retry(options, facts, result, nowTicks),
    };

    private static DispatchDecision Throttled(ChannelOptions options, in AttemptFacts facts, DeliveryResult result, long nowTicks)
    {
        // A wait of nothing would ask again and again, without an end: no attempt is consumed.
        var wait = Cap(result.RetryAfter is { Ticks: > 0 } after ? after : options.BaseDelay, options);
        var due = nowTicks + wait.Ticks;
        return due >= DeadlineTicks(options, facts.Lane, facts.CreatedTicks)
            ? GiveUp(facts, DecisionReason.AttemptsExhausted)
            : new(DeliveryState.Ready, DecisionReason.Throttled, due, ConsumesAttempt: false, PausesChannel: !facts.OwnProvider);
    }

    private static DispatchDecision Rejected(DeliveryResult result, in AttemptFacts facts)
    {
        var reason = result.Rejection switch
        {
            RejectionKind.Recipient => DecisionReason.RecipientRejected,
            RejectionKind.Content => DecisionReason.ContentRejected,
            _ => DecisionReason.ConfigurationRejected,
        };

        // Another provider may be configured rightly; a bad address or content is bad everywhere.
        return reason == DecisionReason.ConfigurationRejected && facts.HasOtherProvider
            ? new(DeliveryState.Ready, DecisionReason.FailedOver)
            : new(DeliveryState.Rejected, reason, EngagesFallback: facts.HasFallback);
    }

    private static DispatchDecision Unknown(ChannelOptions options, in AttemptFacts facts, DeliveryResult result, long nowTicks)
    {
        return Holds(options.Unknown, facts.IsCostly, facts.KeyHolds)
            ? new(DeliveryState.InDoubt, DecisionReason.HeldInDoubt, BreakerFailure: true)
            : Retry(options, facts with { HasOtherProvider = facts.HasOtherProvider && !facts.IsCostly }, result, nowTicks);
    }

    /// <summary>It is tried again later, or given up.</summary>
    public static DispatchDecision Retry(ChannelOptions options, in AttemptFacts facts, DeliveryResult result, long nowTicks)
    {
        if (facts.HasOtherProvider)
            return new(DeliveryState.Ready, DecisionReason.FailedOver, BreakerFailure: true);
        if (facts.Attempt >= options.Attempts && facts.HasFallback)
            return GiveUp(facts, DecisionReason.AttemptsExhausted) with { BreakerFailure = true };

        var backoff = RetrySchedule.Delay(facts.DeliveryId, facts.Attempt, options.BaseDelay, options.MaxDelay);
        var wait = result.RetryAfter is { } after ? Cap(after, options) : backoff;
        if (wait < backoff)
            wait = backoff;
        var deadline = DeadlineTicks(options, facts.Lane, facts.CreatedTicks);
        var due = nowTicks + wait.Ticks;
        if (due < deadline)
            return new(DeliveryState.Ready, DecisionReason.RetryScheduled, due, BreakerFailure: true);
        return GiveUp(facts, DecisionReason.AttemptsExhausted) with { BreakerFailure = true };
    }

    private static DispatchDecision GiveUp(in AttemptFacts facts, DecisionReason reason) =>
        new(DeliveryState.DeadLettered, reason, EngagesFallback: facts.HasFallback);

    private static TimeSpan Cap(TimeSpan wait, ChannelOptions options) =>
        wait < TimeSpan.Zero ? TimeSpan.Zero : wait > options.RetryAfterCap ? options.RetryAfterCap : wait;
}
