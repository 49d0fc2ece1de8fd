using Notifications.History;
using Notifications.Storage;
using Notifications.Tracking;

namespace Notifications.Tests.RuleTables;

public sealed class TrackingRuleTests
{
    [Theory]
    [InlineData(DeliveryState.Ready, DecisionReason.RuleMatched, false, TrackingStatus.Queued)]
    [InlineData(DeliveryState.Ready, DecisionReason.Scheduled, true, TrackingStatus.Pending)]
    [InlineData(DeliveryState.Ready, DecisionReason.Scheduled, false, TrackingStatus.Queued)]
    [InlineData(DeliveryState.Ready, DecisionReason.OrderWait, false, TrackingStatus.Pending)]
    [InlineData(DeliveryState.Ready, DecisionReason.BreakerWait, true, TrackingStatus.Pending)]
    [InlineData(DeliveryState.Ready, DecisionReason.RetryScheduled, true, TrackingStatus.Retrying)]
    [InlineData(DeliveryState.Ready, DecisionReason.FailedOver, false, TrackingStatus.Retrying)]
    [InlineData(DeliveryState.Ready, DecisionReason.Throttled, false, TrackingStatus.Throttled)]
    [InlineData(DeliveryState.Ready, DecisionReason.LimitDeferred, false, TrackingStatus.Throttled)]
    [InlineData(DeliveryState.Leased, DecisionReason.RuleMatched, false, TrackingStatus.Sending)]
    [InlineData(DeliveryState.InDoubt, DecisionReason.HeldInDoubt, false, TrackingStatus.InDoubt)]
    [InlineData(DeliveryState.Delivered, DecisionReason.Delivered, false, TrackingStatus.Delivered)]
    [InlineData(DeliveryState.Sent, DecisionReason.Sent, false, TrackingStatus.Sent)]
    [InlineData(DeliveryState.Rejected, DecisionReason.RecipientRejected, false, TrackingStatus.Bounced)]
    [InlineData(DeliveryState.Rejected, DecisionReason.ContentRejected, false, TrackingStatus.Rejected)]
    [InlineData(DeliveryState.Rejected, DecisionReason.ConfigurationRejected, false, TrackingStatus.Rejected)]
    [InlineData(DeliveryState.Expired, DecisionReason.Expired, false, TrackingStatus.Expired)]
    [InlineData(DeliveryState.DeadLettered, DecisionReason.AttemptsExhausted, false, TrackingStatus.Failed)]
    [InlineData(DeliveryState.Cancelled, DecisionReason.CancelledByCaller, false, TrackingStatus.Cancelled)]
    [InlineData(DeliveryState.Dropped, DecisionReason.LimitDropped, false, TrackingStatus.Throttled)]
    [InlineData(DeliveryState.Dropped, DecisionReason.DuplicateContent, false, TrackingStatus.Debounced)]
    [InlineData(DeliveryState.Dropped, DecisionReason.NotNeeded, false, TrackingStatus.Cancelled)]
    [InlineData(DeliveryState.Dropped, DecisionReason.RuleMatched, false, TrackingStatus.Cancelled)]
    public void Of_ADelivery_IsTheTable(DeliveryState state, DecisionReason last, bool waits, TrackingStatus expected) =>
        TrackingRule.Of(state, last, waits).ShouldBe(expected);

    [Theory]
    [InlineData(DecisionReason.DebounceJoined, TrackingStatus.Debounced)]
    [InlineData(DecisionReason.DebounceCooldown, TrackingStatus.Debounced)]
    [InlineData(DecisionReason.BatchJoined, TrackingStatus.Debounced)]
    [InlineData(DecisionReason.Silenced, TrackingStatus.Debounced)]
    [InlineData(DecisionReason.Inhibited, TrackingStatus.Debounced)]
    [InlineData(DecisionReason.HoldEnded, null)]
    [InlineData(DecisionReason.Requeued, null)]
    [InlineData(DecisionReason.LimitDropped, TrackingStatus.Throttled)]
    [InlineData(DecisionReason.NeverTold, TrackingStatus.Cancelled)]
    [InlineData(DecisionReason.SameTarget, TrackingStatus.Cancelled)]
    [InlineData(DecisionReason.NoAddress, TrackingStatus.Rejected)]
    [InlineData(DecisionReason.ResolverGaveUp, TrackingStatus.Failed)]
    [InlineData(DecisionReason.ConditionFailed, null)]
    [InlineData(DecisionReason.ResolverFailed, null)]
    [InlineData(DecisionReason.TemplateFailed, null)]
    public void OfDecision_AReason_IsTheTable(DecisionReason reason, TrackingStatus? expected) => TrackingRule.OfDecision(reason).ShouldBe(expected);

    [Fact]
    public void Of_EveryStateAndReason_HasAStatus()
    {
        foreach (var state in Enum.GetValues<DeliveryState>())
        {
            foreach (var reason in Enum.GetValues<DecisionReason>())
                Enum.IsDefined(TrackingRule.Of(state, reason, waitsForTime: true)).ShouldBeTrue($"{state} {reason}");
        }
    }

    [Fact]
    public void Names_EveryStatus_ComesBack()
    {
        foreach (var status in Enum.GetValues<TrackingStatus>())
        {
            TrackingStatusNames.TryParse(TrackingStatusNames.GetName(status).ToUpperInvariant(), out var read).ShouldBeTrue();
            read.ShouldBe(status);
        }

        TrackingStatusNames.GetName(TrackingStatus.InDoubt).ShouldBe("in-doubt");
        TrackingStatusNames.TryParse("lost", out _).ShouldBeFalse();
        TrackingStatusNames.All.Count.ShouldBe(Enum.GetValues<TrackingStatus>().Length);
    }
}
