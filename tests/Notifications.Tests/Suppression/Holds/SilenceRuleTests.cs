using Notifications.Configuration;
using Notifications.Suppression.Silences;

namespace Notifications.Tests.Suppression.Holds;

public sealed class SilenceRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 28, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-1, SilenceState.Pending, false)]
    [InlineData(0, SilenceState.Active, true)]
    [InlineData(59, SilenceState.Active, true)]
    [InlineData(60, SilenceState.Expired, false)]
    public void State_HalfOpen(int minute, SilenceState state, bool isInForce)
    {
        var silence = Compile(new Silence { EndsAt = Noon.AddHours(1) });

        SilenceRule.State(silence.Facts, At(minute)).ShouldBe(state);
        silence.IsInForce(At(minute)).ShouldBe(isInForce);
    }

    // Every day at 02:30 in Paris for two hours: on 2026-03-29 that time is skipped, and the occurrence begins at 03:00, 01:00 UTC.
    [Theory]
    [InlineData("2026-03-28T01:29:59Z", false)]
    [InlineData("2026-03-28T01:30:00Z", true)]
    [InlineData("2026-03-28T03:29:59Z", true)]
    [InlineData("2026-03-28T03:30:00Z", false)]
    [InlineData("2026-03-29T00:59:59Z", false)]
    [InlineData("2026-03-29T01:00:00Z", true)]
    [InlineData("2026-03-29T03:00:00Z", false)]
    [InlineData("2026-10-25T00:30:00Z", true)]
    [InlineData("2026-10-25T02:30:00Z", false)]
    public void IsInForce_Recurring_FollowsTheZone(string instant, bool expected) =>
        Compile(new Silence { StartsAt = Noon.AddYears(-1), Recurrence = new SilenceRecurrence { Cron = "30 2 * * *", Duration = TimeSpan.FromHours(2), TimeZone = "Europe/Paris" } })
            .IsInForce(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture).UtcTicks).ShouldBe(expected);

    // Alertmanager's rule: the same selectors, and no change to what was.
    [Theory]
    [InlineData("active", "later end", true)]
    [InlineData("active", "earlier end", true)]
    [InlineData("active", "end passed", false)]
    [InlineData("active", "start earlier", false)]
    [InlineData("active", "start within the second", true)]
    [InlineData("active", "other selector", false)]
    [InlineData("active", "other tenant", false)]
    [InlineData("active", "other comment", true)]
    [InlineData("pending", "start later", true)]
    [InlineData("pending", "start passed", false)]
    [InlineData("expired", "later end", false)]
    public void MayChangeInPlace_OnlyWhereHistoryStaysTrue(string state, string change, bool expected)
    {
        var now = state switch { "pending" => At(-30), "active" => At(30), _ => At(90) };
        var before = Compile(new Silence { EndsAt = Noon.AddHours(1) });
        var start = change switch
        {
            "start earlier" => At(-10),
            "start later" => At(10),
            "start passed" => At(-60),
            "start within the second" => before.Facts.StartTicks + (TimeSpan.TicksPerSecond / 2),
            _ => before.Facts.StartTicks,
        };
        var after = SelectorCopy.Of(before.Facts.Silence);
        after.EndsAt = change switch { "later end" => Noon.AddHours(3), "earlier end" => Noon.AddMinutes(40), "end passed" => Noon.AddMinutes(20), _ => after.EndsAt };
        after.TenantId = change == "other tenant" ? "acme" : null;
        after.Comment = change == "other comment" ? "because" : after.Comment;
        if (change == "other selector")
            after.AnyOf[0].Matchers.Add("zone=a");

        SilenceRule.MayChangeInPlace(before.Facts, after, start, now).ShouldBe(expected);
    }

    [Fact]
    public void Ended_NotBegun_NeverBegins()
    {
        var ended = SilenceRule.Ended(Compile(new Silence { EndsAt = Noon.AddHours(1) }).Facts, At(-5));

        (ended.StartTicks, ended.EndTicks).ShouldBe((At(-5), At(-5)));
        SilenceRule.State(ended, At(-5)).ShouldBe(SilenceState.Expired);
    }

    private static long At(int minute) => Noon.AddMinutes(minute).UtcTicks;

    private static CompiledSilence Compile(Silence silence)
    {
        silence.AnyOf = [EventSelector.Where("alertname=disk")];
        (silence.CreatedBy, silence.Comment) = ("ann", "deploy");
        var errors = new ErrorList();
        var start = (silence.StartsAt ?? Noon).UtcTicks;
        var compiled = SilenceCompiler.Compile("s", null, SilenceFacts.Of(silence, start, start, start), string.Empty, errors);
        errors.Count.ShouldBe(0);
        return compiled;
    }
}
