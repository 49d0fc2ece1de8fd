using Notifications.Dispatch;
using Notifications.Storage;

namespace Notifications.RuleTables;

public sealed class DeliveryRuleTests
{
    [Fact]
    public void IsLegal_AllPairs_AreTheTable()
    {
        var legal = new Dictionary<DeliveryState, DeliveryState[]>
        {
            [DeliveryState.Ready] = [DeliveryState.Leased, DeliveryState.Expired, DeliveryState.DeadLettered, DeliveryState.Cancelled, DeliveryState.Dropped],
            [DeliveryState.Leased] =
            [
                DeliveryState.Ready, DeliveryState.InDoubt, DeliveryState.Delivered, DeliveryState.Sent, DeliveryState.Rejected, DeliveryState.Expired,
                DeliveryState.DeadLettered, DeliveryState.Cancelled, DeliveryState.Dropped,
            ],
            [DeliveryState.InDoubt] =
            [
                DeliveryState.Ready, DeliveryState.Delivered, DeliveryState.Sent, DeliveryState.Rejected, DeliveryState.Expired, DeliveryState.DeadLettered,
                DeliveryState.Cancelled, DeliveryState.Dropped,
            ],
        };

        foreach (var from in Enum.GetValues<DeliveryState>())
        {
            foreach (var to in Enum.GetValues<DeliveryState>())
                DeliveryRule.IsLegal(from, to).ShouldBe(legal.TryGetValue(from, out var allowed) && allowed.Contains(to), $"{from} → {to}");
        }
    }

    [Fact]
    public void IsFinal_EachState_HasNoWayOutExactlyWhenFinal()
    {
        foreach (var from in Enum.GetValues<DeliveryState>())
            DeliveryRule.IsFinal(from).ShouldBe(!Enum.GetValues<DeliveryState>().Any(to => DeliveryRule.IsLegal(from, to)));
    }
}
