using Notifications.Suppression;

namespace Notifications.RuleTables;

public sealed class OrderRuleTests
{
    [Theory]
    [InlineData(NotificationStatus.None)]
    [InlineData(NotificationStatus.Firing)]
    [InlineData(NotificationStatus.Acknowledged)]
    public void Decide_NoEnd_AlwaysGoesOut(NotificationStatus status)
    {
        for (var bits = 0; bits < 16; bits++)
        {
            OrderRule.Decide(status, (bits & 1) != 0, NotificationStatus.Resolved, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0)
                .ShouldBe(new OrderDecision(DecisionReason.None, false));
        }
    }

    [Theory]
    //          known  told                           may    firing end    reason                       supersedes
    [InlineData(false, NotificationStatus.None, false, false, false, DecisionReason.None, false)]
    [InlineData(true, NotificationStatus.None, false, false, false, DecisionReason.NeverTold, false)]
    [InlineData(true, NotificationStatus.None, false, true, false, DecisionReason.NeverTold, true)]
    [InlineData(true, NotificationStatus.None, true, false, false, DecisionReason.None, false)]
    [InlineData(true, NotificationStatus.None, true, true, false, DecisionReason.None, true)]
    [InlineData(true, NotificationStatus.Firing, false, false, false, DecisionReason.None, false)]
    [InlineData(true, NotificationStatus.Firing, false, true, false, DecisionReason.None, true)]
    [InlineData(true, NotificationStatus.Acknowledged, false, false, false, DecisionReason.None, false)]
    [InlineData(true, NotificationStatus.Resolved, false, false, false, DecisionReason.AlreadyTold, false)]
    [InlineData(true, NotificationStatus.Resolved, false, true, false, DecisionReason.AlreadyTold, true)]
    [InlineData(true, NotificationStatus.Resolved, true, false, false, DecisionReason.None, false)]
    [InlineData(true, NotificationStatus.Firing, false, false, true, DecisionReason.AlreadyTold, false)]
    [InlineData(true, NotificationStatus.Firing, true, true, true, DecisionReason.AlreadyTold, true)]
    public void Decide_End_IsToldWhereABeginningWasOrMayHaveBeen(
        bool known, NotificationStatus told, bool mayKnow, bool unsentFiring, bool unsentEnd, DecisionReason reason, bool supersedes) =>
        OrderRule.Decide(NotificationStatus.Resolved, known, told, mayKnow, unsentFiring, unsentEnd).ShouldBe(new OrderDecision(reason, supersedes));
}
