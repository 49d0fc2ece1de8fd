using Notifications.Handlebars.Tests.Support;

namespace Notifications.Handlebars.Tests.Catalog;

/// <summary>What a language lacks, and what nobody says.</summary>
public sealed class FallbackTests
{
    [Theory]
    [InlineData("fr-CA", "Québec", "bonjour")]
    [InlineData("fr-BE", "France", "bonjour")]
    [InlineData("de", "", "hello")]
    public void Preview_LanguageThatOverridesOnePart_TakesTheRestFromItsParent(string locale, string subject, string text)
    {
        using var catalog = Catalogs.Of(new HandlebarsOptions());
        var document = new TemplateDocument
        {
            Name = "t",
            Texts = [new() { Text = "hello" }, new() { Locale = "fr", Subject = "France", Text = "bonjour" }, new() { Locale = "fr-CA", Subject = "Québec" }],
        };

        catalog.Check(document).ShouldBeEmpty();
        var content = catalog.Preview(document, Catalogs.Context() with { Locale = locale });

        content.Subject.ShouldBe(subject.Length > 0 ? subject : "hello");
        content.Text.ShouldBe(text);
    }

    [Theory]
    [InlineData("{{x}}", null, null)]
    [InlineData("  {{x}}\n", "{{x}}", "  ")]
    public void Preview_NothingInIt_IsAFailure(string text, string? subject, string? html)
    {
        using var catalog = Catalogs.Of(new HandlebarsOptions());
        var document = new TemplateDocument { Name = "t", Texts = [new() { Text = text, Subject = subject, Html = html }] };

        Should.Throw<TemplateException>(() => catalog.Preview(document, Catalogs.Context())).Problem.Code.ShouldBe(TemplateErrorCode.NoText);
    }

    [Fact]
    public void Preview_SubjectWithNothingInIt_IsTheFirstLineOrTheEvents()
    {
        using var catalog = Catalogs.Of(new HandlebarsOptions());

        catalog.Preview(new TemplateDocument { Name = "t", Texts = [new() { Text = "one\ntwo", Subject = "{{x}}" }] }, Catalogs.Context()).Subject.ShouldBe("one");
        catalog.Preview(new TemplateDocument { Name = "t", Texts = [new() { Text = "{{x}}", Html = "<p>y</p>", Subject = "{{x}}" }] }, Catalogs.Context()).Subject.ShouldBe(Catalogs.Context().Event.Type);
    }

    [Theory]
    [InlineData("short", "Jan 31, 2026")]
    [InlineData("medium", "Jan 31, 2026")]
    [InlineData("long", "Saturday, January 31, 2026")]
    [InlineData("date", "Jan 31, 2026")]
    [InlineData("time", "")]
    [InlineData("iso", "2026-01-31")]
    [InlineData("d MMM", "31 Jan")]
    public void Date_DayWithoutATime_IsThatDayInEveryZone(string format, string expected)
    {
        foreach (var zone in (string[])["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
            Texts.Render($"{{{{date d \"{format}\"}}}}", """{"d":"2026-01-31"}""", locale: "en-US", zone: zone).ShouldBe(expected);
    }

    [Fact]
    public void Time_EventThatSaysNone_IsWhenItWasAccepted()
    {
        using var catalog = Catalogs.Of(new HandlebarsOptions());
        var document = new TemplateDocument { Name = "t", Texts = [new() { Text = "{{date time \"iso\"}} {{date event.time \"iso\"}}" }] };
        var context = Catalogs.Context() with { AcceptedAt = Texts.Now };

        catalog.Preview(document, context with { Event = context.Event with { Time = null } }).Text.ShouldBe("2026-01-31T12:00:00+00:00 2026-01-31T12:00:00+00:00");
        catalog.Preview(document, context with { Event = context.Event with { Time = Texts.Now.AddDays(1) } }).Text.ShouldStartWith("2026-02-01");
    }
}
