using Notifications.Configuration;
using Notifications.Dispatch;
using Notifications.Storage;

namespace Notifications.RuleTables;

public sealed class DispatchRuleTests
{
    private static readonly long Now = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero).Ticks;

    private static AttemptFacts First => new(42, 1, Priority.Normal, Now, HasFallback: false, HasOtherProvider: false, IsCostly: false, KeyHolds: false);

    [Theory]
    [InlineData(DeliveryResultKind.Delivered, DeliveryState.Delivered, DecisionReason.Delivered)]
    [InlineData(DeliveryResultKind.Accepted, DeliveryState.Sent, DecisionReason.Sent)]
    [InlineData(DeliveryResultKind.Throttled, DeliveryState.Ready, DecisionReason.Throttled)]
    [InlineData(DeliveryResultKind.Retry, DeliveryState.Ready, DecisionReason.RetryScheduled)]
    [InlineData(DeliveryResultKind.Rejected, DeliveryState.Rejected, DecisionReason.RecipientRejected)]
    [InlineData(DeliveryResultKind.Unknown, DeliveryState.Ready, DecisionReason.RetryScheduled)]
    public void Decide_FirstAttempt_FollowsTheResult(DeliveryResultKind kind, object state, DecisionReason reason)
    {
        var decision = DispatchRule.Decide(new ChannelOptions(), First, Result(kind), Now);

        decision.State.ShouldBe((DeliveryState)state);
        decision.Reason.ShouldBe(reason);
        decision.EngagesFallback.ShouldBeFalse();
    }

    [Theory]
    [InlineData(RejectionKind.Recipient, true, DeliveryState.Rejected, DecisionReason.RecipientRejected)]
    [InlineData(RejectionKind.Content, true, DeliveryState.Rejected, DecisionReason.ContentRejected)]
    [InlineData(RejectionKind.Configuration, true, DeliveryState.Ready, DecisionReason.FailedOver)]
    [InlineData(RejectionKind.Configuration, false, DeliveryState.Rejected, DecisionReason.ConfigurationRejected)]
    public void Decide_Rejected_OnlyConfigurationFailsOver(RejectionKind kind, bool hasOther, object state, DecisionReason reason)
    {
        var decision = DispatchRule.Decide(
            new ChannelOptions(), First with { HasOtherProvider = hasOther, HasFallback = true }, DeliveryResult.Rejected(kind, "no"), Now);

        decision.State.ShouldBe((DeliveryState)state);
        decision.Reason.ShouldBe(reason);
        decision.EngagesFallback.ShouldBe(decision.State == DeliveryState.Rejected);
        decision.BreakerFailure.ShouldBeFalse();
    }

    [Theory]
    [InlineData(UnknownPolicy.ByTrait, false, false, DeliveryState.Ready)]
    [InlineData(UnknownPolicy.ByTrait, true, false, DeliveryState.InDoubt)]
    [InlineData(UnknownPolicy.ByTrait, true, true, DeliveryState.Ready)]
    [InlineData(UnknownPolicy.Retry, true, false, DeliveryState.Ready)]
    [InlineData(UnknownPolicy.Hold, false, true, DeliveryState.InDoubt)]
    public void Decide_Unknown_HoldsWhereATwinCosts(UnknownPolicy policy, bool costly, bool keyHolds, object state) =>
        DispatchRule.Decide(new ChannelOptions { Unknown = policy }, First with { IsCostly = costly, KeyHolds = keyHolds }, DeliveryResult.Unknown("?"), Now)
            .State.ShouldBe((DeliveryState)state);

    [Theory]
    [InlineData(2, true, DeliveryState.Ready, false)]
    [InlineData(3, true, DeliveryState.DeadLettered, true)]
    [InlineData(3, false, DeliveryState.Ready, false)]
    [InlineData(9, false, DeliveryState.Ready, false)]
    public void Decide_Retry_EngagesTheFallbackAfterItsAttempts(int attempt, bool hasFallback, object state, bool engages)
    {
        var decision = DispatchRule.Decide(new ChannelOptions(), First with { Attempt = attempt, HasFallback = hasFallback }, DeliveryResult.Retry("no"), Now);

        decision.State.ShouldBe((DeliveryState)state);
        decision.EngagesFallback.ShouldBe(engages);
        decision.BreakerFailure.ShouldBeTrue();
    }

    [Theory]
    [InlineData(Priority.Low, 1)]
    [InlineData(Priority.Normal, 1)]
    [InlineData(Priority.High, 4)]
    [InlineData(Priority.Critical, 24)]
    public void Decide_RetryPastTheDeadline_IsGivenUp(Priority lane, int hours)
    {
        var facts = First with { Lane = lane, Attempt = 7 };
        var deadline = Now + TimeSpan.FromHours(hours).Ticks;

        DispatchRule.DeadlineTicks(new ChannelOptions(), lane, Now).ShouldBe(deadline);
        DispatchRule.Decide(new ChannelOptions(), facts, DeliveryResult.Retry("no"), deadline - TimeSpan.FromMinutes(6).Ticks).State.ShouldBe(DeliveryState.Ready);
        DispatchRule.Decide(new ChannelOptions(), facts, DeliveryResult.Retry("no"), deadline - 1).State.ShouldBe(DeliveryState.DeadLettered);
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(7200, 3600)]
    [InlineData(-5, 2)]
    [InlineData(0, 2)]
    public void Decide_Throttled_WaitsAsAskedUpToTheCapAndNeverNotAtAll(int askedSeconds, int waitedSeconds)
    {
        var facts = First with { Lane = Priority.Critical };

        var decision = DispatchRule.Decide(new ChannelOptions(), facts, DeliveryResult.Throttled(TimeSpan.FromSeconds(askedSeconds)), Now);

        decision.DueTicks.ShouldBe(Now + TimeSpan.FromSeconds(waitedSeconds).Ticks);
        decision.ConsumesAttempt.ShouldBeFalse();
        decision.PausesChannel.ShouldBeTrue();
    }

    [Fact]
    public void Decide_ThrottledByItsOwnService_PausesNobodyElse() =>
        DispatchRule.Decide(new ChannelOptions(), First with { OwnProvider = true }, DeliveryResult.Throttled(TimeSpan.FromSeconds(9)), Now).PausesChannel.ShouldBeFalse();

    [Fact]
    public void Decide_AnyResultWhatever_IsALegalMoveFromLeased()
    {
        foreach (var kind in Enum.GetValues<DeliveryResultKind>())
        {
            for (var bits = 0; bits < 16; bits++)
            {
                var facts = First with { HasFallback = (bits & 1) != 0, HasOtherProvider = (bits & 2) != 0, IsCostly = (bits & 4) != 0, Attempt = (bits & 8) != 0 ? 5 : 1 };
                var decision = DispatchRule.Decide(new ChannelOptions(), facts, Result(kind), Now);

                DeliveryRule.IsLegal(DeliveryState.Leased, decision.State).ShouldBeTrue();
                (decision.DueTicks == 0 || decision.State == DeliveryState.Ready).ShouldBeTrue();
                (!decision.EngagesFallback || facts.HasFallback).ShouldBeTrue();
            }
        }
    }

    private static DeliveryResult Result(DeliveryResultKind kind) => kind switch
    {
        DeliveryResultKind.Delivered => DeliveryResult.Delivered("1"),
        DeliveryResultKind.Accepted => DeliveryResult.Accepted("1"),
        DeliveryResultKind.Throttled => DeliveryResult.Throttled(TimeSpan.FromSeconds(1)),
        DeliveryResultKind.Retry => DeliveryResult.Retry("no"),
        DeliveryResultKind.Rejected => DeliveryResult.Rejected(RejectionKind.Recipient, "no"),
        _ => DeliveryResult.Unknown("?"),
    };
}
