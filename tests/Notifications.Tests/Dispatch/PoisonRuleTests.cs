using Notifications.Dispatch;

namespace Notifications.Tests.Dispatch;

public sealed class PoisonRuleTests
{
    private const int Limit = 3;
    private const long Now = 1_000_000_000;

    [Theory]
    [InlineData(0, 0, 9, 0)]
    [InlineData(1, 0, 9, 0)]
    [InlineData(1, 1, 9, 250)]
    [InlineData(1, 8, 9, 2_000)]
    [InlineData(2, 0, 9, 5_000)]
    [InlineData(2, 4, 9, 6_000)]
    [InlineData(1, 999, 1_000, 14_985)]
    [InlineData(2, 999, 1_000, 19_985)]
    public void DueTicks_WasUnderWay_OneAfterTheOtherAndRepeatedOnesLater(int interruptions, int position, int count, int milliseconds) =>
        PoisonRule.DueTicks(interruptions, position, count, Limit, Now).ShouldBe(milliseconds == 0 ? 0 : Now + (milliseconds * TimeSpan.TicksPerMillisecond));

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void DueTicks_Poison_EndsAtOnce(int interruptions) => PoisonRule.DueTicks(interruptions, 7, 9, Limit, Now).ShouldBe(0);

    [Theory]
    [InlineData(0, 1, false)]
    [InlineData(1, 1, true)]
    [InlineData(2, 3, false)]
    [InlineData(3, 3, true)]
    [InlineData(4, 3, true)]
    public void IsPoison_AtTheLimit_IsGivenUp(int interruptions, int limit, bool expected) => PoisonRule.IsPoison(interruptions, limit).ShouldBe(expected);
}
