using Notifications.Rendering;

namespace Notifications.RuleTables;

public sealed class TextTests
{
    [Theory]
    [InlineData("critical", Severity.Critical)]
    [InlineData(" P0\t", Severity.Critical)]
    [InlineData("High", Severity.High)]
    [InlineData("p1", Severity.High)]
    [InlineData("error", Severity.High)]
    [InlineData("PAGE", Severity.High)]
    [InlineData("medium", Severity.Medium)]
    [InlineData("P2", Severity.Medium)]
    [InlineData("Warning", Severity.Medium)]
    [InlineData("low", Severity.Low)]
    [InlineData("p3", Severity.Low)]
    [InlineData("INFO", Severity.Info)]
    [InlineData("p4", Severity.Info)]
    [InlineData("none", Severity.Info)]
    public void TryParse_NamesAndSynonyms_AreRead(string text, Severity severity)
    {
        SeverityNames.TryParse(text, out var read).ShouldBeTrue();
        read.ShouldBe(severity);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("P5")]
    [InlineData("3")]
    [InlineData("ｃritical")]
    [InlineData("critıcal")]
    public void TryParse_OtherText_IsNone(string? text)
    {
        SeverityNames.TryParse(text, out var read).ShouldBeFalse();
        read.ShouldBe(Severity.Info);
    }

    [Fact]
    public void RenderText_SubjectsOfAnyLength_AreCutBetweenCharacters()
    {
        for (var length = 0; length < 230; length++)
        {
            foreach (var unit in (string[])["x", "😀"])
            {
                var subject = string.Concat(Enumerable.Repeat(unit, length));
                var whole = $"[High] t{(length == 0 ? "" : ": ")}{subject}";

                var text = PlainText.RenderText(new NotificationEvent { Type = "t", Severity = Severity.High, Subject = subject }, null).Subject;

                text.Length.ShouldBeLessThanOrEqualTo(200);
                text.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
                if (whole.Length <= 200)
                    text.ShouldBe(whole);
                else
                    (text.EndsWith('…') && whole.StartsWith(text[..^1], StringComparison.Ordinal)).ShouldBeTrue($"{length} × {unit}");
            }
        }
    }

    [Fact]
    public void RenderText_AnAggregate_SaysHowManyAndHasOneLineAsSubject()
    {
        var e = new NotificationEvent { Type = "t", Status = NotificationStatus.Resolved, Labels = new Dictionary<string, string> { ["alertname"] = "Down" } };
        var at = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

        var text = PlainText.RenderText(e, new AggregateSummary { Count = 7, First = at, Last = at.AddSeconds(5) });

        text.Subject.ShouldBe("[Resolved] Down (7 times)");
        text.Text.ShouldContain("Stands for 7 events from 2026-11-21 10:00:00 to 10:00:05 UTC\n");
        PlainText.RenderText(e, new AggregateSummary { Count = 7, First = at, Last = at.AddHours(15) }).Text.ShouldContain("from 2026-11-21 10:00:00 to 2026-11-22 01:00:00 UTC\n");
    }

    [Fact]
    public void StandIn_SaysWhatTheTemplateWouldHaveSpokenOf()
    {
        var e = new NotificationEvent
        {
            Type = "incident.detected",
            Severity = Severity.Critical,
            Data = EventData.FromJson("""{"title":"Checkout is down\nsince 3","description":"Payments fail","affected":12,"isPartial":true,"empty":"","nested":{"a":1},"list":[1],"nothing":null}"""),
        };

        var content = StandInText.Render(e, null, "incident", isRequest: false, new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero));

        content.Subject.ShouldBe("[Critical] incident.detected: Checkout is down");
        content.Text.ShouldBe("""
            Type: incident.detected
            Severity: Critical
            Subject: Checkout is down
            Time: 2026-11-22 03:00:00 UTC
            title: Checkout is down
            since 3
            description: Payments fail
            affected: 12
            isPartial: true

            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("\"disk is gone\"", "data: disk is gone\n")]
    [InlineData("[1,2]", "data: [1,2]\n")]
    [InlineData("{}", "")]
    public void StandIn_DataOfAnyForm_IsShown(string json, string expected)
    {
        var e = new NotificationEvent { Type = "t", Subject = "s", Time = DateTimeOffset.UnixEpoch, Data = EventData.FromJson(json) };

        var plain = PlainText.RenderText(e, null);

        StandInText.Render(e, null, "x", isRequest: false, DateTimeOffset.UnixEpoch).ShouldBe(plain with { Text = plain.Text + expected });
    }

    [Fact]
    public void StandIn_MuchData_IsBounded()
    {
        var members = string.Join(',', Enumerable.Range(0, 100).Select(i => $"\"m{i}\":\"{new string('x', 498)}😀😀\""));
        var e = new NotificationEvent { Type = "t", Data = EventData.FromJson($"{{{members}}}") };

        var text = StandInText.Render(e, null, null, isRequest: true, DateTimeOffset.UnixEpoch).Text;

        text.Length.ShouldBeLessThan(13_000);
        text.ShouldContain("m23: " + new string('x', 498) + "…\n… and 76 more\n");
        text.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
    }
}
