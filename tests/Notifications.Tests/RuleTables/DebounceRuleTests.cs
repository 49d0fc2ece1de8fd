using FsCheck;
using FsCheck.Fluent;
using Notifications.Aggregation;
using Notifications.Configuration;

namespace Notifications.RuleTables;

public sealed class DebounceRuleTests
{
    private static readonly DateTimeOffset T = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
    private static readonly DebounceRule Rule = new();

    [Fact]
    public void Decide_First_PassesAndOpensTheWindow()
    {
        var decision = Rule.Decide(new DebounceOptions(), null, new(NotificationStatus.Firing, Severity.High), T);

        decision.ShouldBe(new(DebounceAction.Pass, DecisionReason.DebounceFirst, new DebounceEpisode(false, T.AddSeconds(30), 0, NotificationStatus.Firing, Severity.High)));
    }

    [Fact]
    public void Decide_FirstIsAnEnd_OpensNothing() =>
        Rule.Decide(new DebounceOptions(), null, new(NotificationStatus.Resolved, Severity.High), T).Next.ShouldBeNull();

    [Theory]
    [InlineData(false, 0, NotificationStatus.Firing, Severity.Low, DebounceAction.Hold, DecisionReason.DebounceJoined)]
    [InlineData(false, 3, NotificationStatus.Firing, Severity.Low, DebounceAction.Hold, DecisionReason.DebounceJoined)]
    [InlineData(false, 4, NotificationStatus.Firing, Severity.Low, DebounceAction.Flush, DecisionReason.DebounceThreshold)]
    [InlineData(true, 100, NotificationStatus.Firing, Severity.Low, DebounceAction.Hold, DecisionReason.DebounceCooldown)]
    [InlineData(true, 100, NotificationStatus.Firing, Severity.Medium, DebounceAction.Hold, DecisionReason.DebounceCooldown)]
    [InlineData(true, 100, NotificationStatus.Firing, Severity.High, DebounceAction.Flush, DecisionReason.SeverityRaised)]
    [InlineData(true, 100, NotificationStatus.Resolved, Severity.Low, DebounceAction.Pass, DecisionReason.StatusChanged)]
    [InlineData(false, 2, NotificationStatus.Acknowledged, Severity.Low, DebounceAction.Pass, DecisionReason.StatusChanged)]
    public void Decide_InAnEpisode_FollowsTheTable(bool cooldown, int held, NotificationStatus status, Severity severity, DebounceAction action, DecisionReason reason)
    {
        var episode = new DebounceEpisode(cooldown, T.AddSeconds(9), held, NotificationStatus.Firing, Severity.Medium);

        var decision = Rule.Decide(new DebounceOptions(), episode, new(status, severity), T);

        decision.Action.ShouldBe(action);
        decision.Reason.ShouldBe(reason);
        (decision.Next?.Held ?? 0).ShouldBe(action == DebounceAction.Hold ? held + 1 : 0);
        (decision.Next is null).ShouldBe(status == NotificationStatus.Resolved);
    }

    [Theory]
    [InlineData(false, 0, DebounceAction.End, DecisionReason.None, false)]
    [InlineData(true, 0, DebounceAction.End, DecisionReason.None, false)]
    [InlineData(false, 2, DebounceAction.Flush, DecisionReason.DebounceWindowEnd, true)]
    [InlineData(true, 2, DebounceAction.Flush, DecisionReason.DebounceCooldownEnd, true)]
    public void DecideAtEnd_OfATable_FlushesWhatIsHeldAndCoolsDownOnlyThen(bool cooldown, int held, DebounceAction action, DecisionReason reason, bool cools)
    {
        var decision = Rule.DecideAtEnd(new DebounceOptions(), new(cooldown, T, held, NotificationStatus.Firing, Severity.High), T);

        decision.Action.ShouldBe(action);
        decision.Reason.ShouldBe(reason);
        (decision.Next?.EndsAt).ShouldBe(cools ? T.AddHours(1) : null);
    }

    [Fact]
    public void DecideAtEnd_WithoutCooldown_EndsTheEpisode() =>
        Rule.DecideAtEnd(new DebounceOptions { Cooldown = TimeSpan.Zero }, new(false, T, 1, NotificationStatus.Firing, Severity.High), T).Next.ShouldBeNull();

    [Fact]
    public void Decide_AnyEvents_CountsEachExactlyOnce() =>
        Prop.ForAll(Gen.Choose(0, 1 << 20).ArrayOf(40).ToArbitrary(), static seeds =>
            {
                var options = new DebounceOptions
                {
                    Threshold = 2 + (seeds[0] % 6),
                    Window = TimeSpan.FromSeconds(1 + (seeds[1] % 30)),
                    Cooldown = TimeSpan.FromSeconds(seeds[2] % 60),
                };
                DebounceEpisode? episode = null;
                var now = T;
                var told = 0;
                foreach (var seed in seeds)
                {
                    now = AtEnds(options, ref episode, now, now.AddSeconds(seed % 40), ref told);
                    var held = episode?.Held ?? 0;
                    var decision = Rule.Decide(options, episode, new((NotificationStatus)(seed / 64 % 4), (Severity)(seed / 1024 % 5)), now);
                    told += decision.Action == DebounceAction.Hold ? 0 : held + 1;
                    episode = decision.Next;
                }

                AtEnds(options, ref episode, now, now.AddDays(9), ref told);
                return told == seeds.Length && episode is null;
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(3, 5));

    private static DateTimeOffset AtEnds(DebounceOptions options, ref DebounceEpisode? episode, DateTimeOffset from, DateTimeOffset to, ref int told)
    {
        while (episode is { } open && open.EndsAt <= to)
        {
            var decision = Rule.DecideAtEnd(options, open, open.EndsAt);
            told += decision.Action == DebounceAction.Flush ? open.Held : 0;
            (decision.Action == DebounceAction.Flush || open.Held == 0).ShouldBeTrue("nothing is dropped without a count");
            episode = decision.Next;
        }

        return to < from ? from : to;
    }
}
