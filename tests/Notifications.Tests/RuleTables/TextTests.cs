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
    }
}
