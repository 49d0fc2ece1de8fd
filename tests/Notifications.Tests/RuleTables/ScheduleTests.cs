using Notifications.Dispatch;

namespace Notifications.RuleTables;

public sealed class ScheduleTests
{
    [Fact]
    public void Delay_AnyIdAndAttempt_LiesBetweenHalfAndFullOfTheCappedBackoff()
    {
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var attempt = random.Next(0, 200);
            var wait = RetrySchedule.Delay(random.NextInt64(long.MinValue, long.MaxValue), attempt, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5));

            var full = Math.Min(2 * Math.Pow(2, Math.Clamp(attempt - 1, 0, 30)), 300);
            wait.TotalSeconds.ShouldBeInRange((full / 2) - 1e-6, full);
        }
    }

    [Fact]
    public void Delay_SameIdAndAttempt_IsTheSameAndOthersSpread()
    {
        var waits = Enumerable.Range(1, 1000).Select(static id => RetrySchedule.Delay(id, 3, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5))).ToArray();

        waits.ShouldBe(Enumerable.Range(1, 1000).Select(static id => RetrySchedule.Delay(id, 3, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5))));
        waits.Distinct().Count().ShouldBeGreaterThan(990);
        waits.Average(static w => w.TotalSeconds).ShouldBeInRange(5.8, 6.2);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(int.MaxValue, 10_000, 86_400_000)]
    public void Delay_ExtremeOptions_NeitherOverflowsNorPassesTheCap(int attempt, int baseMilliseconds, int maxMilliseconds) =>
        RetrySchedule.Delay(7, attempt, TimeSpan.FromMilliseconds(baseMilliseconds), TimeSpan.FromMilliseconds(maxMilliseconds))
            .ShouldBeInRange(TimeSpan.FromTicks(1), TimeSpan.FromMilliseconds(maxMilliseconds));

    [Fact]
    public void Pick_AnySetOfWaitingLanes_ServesOneThatWaitsAndStarvesNone()
    {
        for (var waiting = 1u; waiting < 16; waiting++)
        {
            var served = new int[4];
            for (var turn = 0u; turn < 16; turn++)
                served[LaneSchedule.Pick(turn, waiting)]++;

            var highest = System.Numerics.BitOperations.Log2(waiting);
            for (var lane = 0; lane < 4; lane++)
                (served[lane] > 0).ShouldBe((waiting & (1u << lane)) != 0, $"lane {lane} of {waiting:b4}");
            served[highest].ShouldBeGreaterThanOrEqualTo(11);
        }
    }

    [Fact]
    public void Pick_TurnsThatOverflow_GoOn()
    {
        var turn = uint.MaxValue - 8;
        var low = 0;
        for (var i = 0; i < 32; i++)
            low += LaneSchedule.Pick(turn++, 0b1001) == (int)Priority.Low ? 1 : 0;

        low.ShouldBe(2);
    }
}
