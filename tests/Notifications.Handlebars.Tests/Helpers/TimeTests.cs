using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Tests.Support;

namespace Notifications.Handlebars.Tests.Helpers;

/// <summary>Times: what is read as one, and what everybody reads as the same day.</summary>
public sealed class TimeTests
{
    [Theory]
    [InlineData("2026-01-31T12:00:00Z", "2026-01-31T12:00:00+00:00")]
    [InlineData("2026-01-31t12:00:00.123456789z", "2026-01-31T12:00:00+00:00")]
    [InlineData("2026-01-31T12:00:00,5+02:00", "2026-01-31T10:00:00+00:00")]
    [InlineData("2026-01-31T12:00:00", "2026-01-31T12:00:00+00:00")]
    [InlineData("2026-01-31 12:00:00 +0100", "2026-01-31T11:00:00+00:00")]
    [InlineData("2026-01-31T12:00-05", "2026-01-31T17:00:00+00:00")]
    [InlineData("20260131T120000Z", "2026-01-31T12:00:00+00:00")]
    [InlineData("20260131T1200+0100", "2026-01-31T11:00:00+00:00")]
    [InlineData("20260131", "2026-01-31")]
    [InlineData("2026-01-31", "2026-01-31")]
    [InlineData("2016-12-31T23:59:59Z", "2016-12-31T23:59:59+00:00")]
    [InlineData("1769860800", "2026-01-31T12:00:00+00:00")]
    public void Date_Iso8601_IsThatTime(string value, string expected) => Date(value, "iso").ShouldBe(expected);

    [Theory]
    [InlineData("02/03/2026")]
    [InlineData("2/3")]
    [InlineData("12:30")]
    [InlineData("March")]
    [InlineData("Mon")]
    [InlineData("31 Jan 2026")]
    [InlineData("2026-02-30")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-01-31T25:00:00Z")]
    [InlineData("2026-01-31T12:00:00+15:00")]
    [InlineData("2026-01-31T12:00:00Zx")]
    [InlineData("2026-01-31T12:00:00.Z")]
    [InlineData("2026-01-31T")]
    [InlineData("2026-01-31T1200Z")]
    [InlineData("2026-0131")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("٢٠٢٦-01-31")]
    public void Date_AnythingElse_FailsOrIsTheDefault(string value)
    {
        Should.Throw<RenderLimitException>(() => Date(value, "iso")).Message.ShouldStartWith("date: argument 1 is a text of ");
        Texts.Render("{{date v default=v}}", Data(value), TextFormat.Text).ShouldBe(value);
    }

    [Fact]
    public void Date_FormatThatIsNoText_Fails() =>
        Should.Throw<RenderLimitException>(() => Texts.Render("{{date v true}}", Data("2026-01-31"), TextFormat.Text)).Message.ShouldStartWith("date: argument 2 is the truth value true");

    [Theory]
    [InlineData("en", "short", "Mar 2, 2026 4:04 AM")]
    [InlineData("en", "medium", "Mar 2, 2026 4:04:05 AM UTC+01:00")]
    [InlineData("en", "date", "Mar 2, 2026")]
    [InlineData("en-GB", "date", "2 Mar 2026")]
    [InlineData("fr", "short", "2 mars 2026 04:04")]
    [InlineData("fr", "medium", "2 mars 2026 04:04:05 UTC+01:00")]
    [InlineData("de", "date", "2. März 2026")]
    [InlineData("ja", "date", "2026年3月2日")]
    [InlineData("hu", "date", "2026. márc. 2.")]
    public void Date_NamedFormat_HasTheMonthAsAWord(string locale, string format, string expected) =>
        Texts.Render($"{{{{date v \"{format}\"}}}}", Data("2026-03-02T03:04:05Z"), TextFormat.Text, locale: locale, zone: "Europe/Paris").Replace('\u202f', ' ').ShouldBe(expected);

    [Theory]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("th-TH")]
    [InlineData("he-IL")]
    [InlineData("ja-JP")]
    public void Date_BeyondTheReadersCalendar_IsShown(string locale)
    {
        foreach (var format in (string[])["short", "medium", "long", "date", "time", "yyyy"])
        {
            foreach (var value in (string[])["2100-06-01T00:00:00Z", "2100-06-01", "0001-01-02", "9999-12-31T23:59:59Z"])
                Texts.Render($"{{{{date v \"{format}\"}}}}", Data(value), TextFormat.Text, locale: locale).ShouldNotBeNull();
        }

        Texts.Render("{{date v}}", Data("2100-06-01T00:00:00Z"), TextFormat.Text, locale: locale).ShouldMatch("[0-9٠-٩۰-۹]");
    }

    [Theory]
    [InlineData("2026-01-31", "en", "today")]
    [InlineData("2026-02-01", "en", "tomorrow")]
    [InlineData("2026-01-30", "fr", "hier")]
    [InlineData("2026-01-31", "fr", "aujourd’hui")]
    [InlineData("2026-02-03", "fr", "dans 3\u00a0jours")]
    [InlineData("0001-01-01", "en", "739646 days ago")]
    [InlineData("2026-01-31T12:00:00Z", "fr", "à l’instant")]
    public void Relative_Day_IsSaidInDays(string value, string locale, string expected) =>
        Texts.Render("{{relative v}}", Data(value), TextFormat.Text, locale: locale, zone: "Europe/Paris").ShouldBe(expected);

    [Theory]
    [InlineData("0.5", "en", "less than a second")]
    [InlineData("0.5", "fr", "moins d’une seconde")]
    [InlineData("0", "en", "0 seconds")]
    public void Duration_PartOfASecond_IsNotZero(string seconds, string locale, string expected) =>
        Texts.Render($"{{{{duration {seconds}}}}}", "{}", TextFormat.Text, locale: locale).ShouldBe(expected);

    private static string Date(string value, string format) => Texts.Render($"{{{{date v \"{format}\"}}}}", Data(value), TextFormat.Text);

    private static string Data(string value) => $$"""{"v":"{{value}}"}""";
}
