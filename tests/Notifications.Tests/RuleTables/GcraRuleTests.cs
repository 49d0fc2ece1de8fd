using FsCheck;
using FsCheck.Fluent;
using Notifications.Dispatch;

namespace Notifications.RuleTables;

public sealed class GcraRuleTests
{
    [Theory]
    [InlineData(10, 1, 0, 0, 0, 10)]
    [InlineData(10, 1, 10, 0, 10, 10)]
    [InlineData(10, 3, 20, 0, 0, 30)]
    [InlineData(10, 3, 30, 0, 10, 30)]
    [InlineData(10, 3, 30, 10, 0, 40)]
    [InlineData(10, 3, 30, 100, 0, 110)]
    public void Ask_OfATable_GrantsOrSaysHowLong(long interval, int burst, long arrival, long now, long wait, long next) =>
        GcraRule.Ask(interval, burst, arrival, now).ShouldBe((wait, next));

    [Fact]
    public void Ask_AnyArrivals_KeepsItsBoundInEveryWindow() =>
        Prop.ForAll(Cases().ToArbitrary(), static run =>
            {
                var grants = Grants(run);
                for (var from = 0; from < grants.Count; from++)
                {
                    for (var to = from; to < grants.Count; to++)
                    {
                        // The window [first, last] is of the smallest length that holds these grants.
                        if (to - from + 1 > run.Burst + ((grants[to] - grants[from]) / run.Interval))
                            return false;
                    }
                }

                return true;
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(11, 13));

    [Fact]
    public void Ask_WhoWaitsAsTold_IsGranted() =>
        Prop.ForAll(Cases().ToArbitrary(), static run =>
            {
                long now = 0, arrival = 0;
                foreach (var gap in run.Gaps)
                {
                    now += gap;
                    (var wait, arrival) = GcraRule.Ask(run.Interval, run.Burst, arrival, now);
                    now += wait;
                    if (wait > 0)
                    {
                        (wait, arrival) = GcraRule.Ask(run.Interval, run.Burst, arrival, now);
                        if (wait != 0)
                            return false;
                    }
                }

                return true;
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(17, 19));

    private static List<long> Grants(Run run)
    {
        var grants = new List<long>();
        long now = 0, arrival = 0;
        foreach (var gap in run.Gaps)
        {
            now += gap;
            (var wait, arrival) = GcraRule.Ask(run.Interval, run.Burst, arrival, now);
            if (wait == 0)
                grants.Add(now);
        }

        return grants;
    }

    private static Gen<Run> Cases() =>
        from interval in Gen.Choose(1, 20)
        from burst in Gen.Choose(1, 6)
        from gaps in Gen.Choose(0, 30).ArrayOf(60)
        select new Run(interval, burst, gaps);

    private sealed record Run(int Interval, int Burst, int[] Gaps);
}
