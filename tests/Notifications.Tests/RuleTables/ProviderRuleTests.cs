using Notifications.Dispatch;

namespace Notifications.RuleTables;

public sealed class ProviderRuleTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromTicks(100);

    [Fact]
    public void Failed_InARow_OpensAtTheBoundAndReopensAtOnceAfterAFailedProbe()
    {
        var state = default(BreakerState);
        for (var i = 1; i <= 4; i++)
        {
            state = BreakerRule.Failed(state, 5, Pause, i);
            state.IsOpen.ShouldBeFalse();
        }

        state = BreakerRule.Failed(state, 5, Pause, 5);
        state.IsOpen.ShouldBeTrue();
        state.IsResting(104).ShouldBeTrue();
        state.IsResting(105).ShouldBeFalse();
        state.IsOpen.ShouldBeTrue("it is probed until it succeeds");

        BreakerRule.Failed(state, 5, Pause, 200).IsResting(299).ShouldBeTrue();
        var closed = BreakerRule.Succeeded(state);
        closed.IsOpen.ShouldBeFalse();
        BreakerRule.Failed(closed, 5, Pause, 300).IsOpen.ShouldBeFalse("the count begins anew");
    }

    [Fact]
    public void Succeeded_OfAHealthyOne_ChangesNothing() => BreakerRule.Succeeded(default).ShouldBe(default);

    [Theory]
    [InlineData("--", 0u, 0)]
    [InlineData("--", 1u, 1)]
    [InlineData("R-", 0u, 1)]
    [InlineData("-R", 1u, 0)]
    [InlineData("RR", 0u, 0)]
    [InlineData("RRR", 0u, 0)]
    [InlineData("---", 3u, 2)]
    public void Choose_OfATable_TakesTheFirstThatIsLeft(string health, uint tried, int chosen) =>
        ProviderRule.Choose(States(health), tried, 50).ShouldBe(chosen);

    [Fact]
    public void Choose_AllRest_TakesTheOneThatFailedLeastRecently() =>
        ProviderRule.Choose([new(5, 100, 30), new(5, 100, 10), new(5, 100, 20)], 0, 50).ShouldBe(1);

    [Theory]
    [InlineData("-", 0u, true)]
    [InlineData("-", 1u, false)]
    [InlineData("R", 0u, false)]
    [InlineData("R-", 1u, true)]
    [InlineData("-R", 1u, false)]
    public void HasOther_OfATable_CountsNeitherTriedNorResting(string health, uint tried, bool has) =>
        ProviderRule.HasOther(States(health), tried, 50).ShouldBe(has);

    private static BreakerState[] States(string health) =>
        [.. health.Select(static (h, i) => h == 'R' ? new BreakerState(5, 100, 10 + i) : default)];
}
