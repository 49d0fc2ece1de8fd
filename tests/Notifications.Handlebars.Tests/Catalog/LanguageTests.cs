using Microsoft.Extensions.DependencyInjection;
using Notifications.Handlebars.Tests.Support;
using Notifications.Testing;

namespace Notifications.Handlebars.Tests.Catalog;

/// <summary>Texts in the host's language serve those for whose language there are none.</summary>
public sealed class LanguageTests
{
    private static readonly TemplateDocument Both = new()
    {
        Name = "hi",
        Texts =
        [
            new() { Locale = "en", Subject = "S", Text = "{{locale}} {{> who}} {{severityLabel \"High\"}}" },
            new() { Locale = "fr", Subject = "S", Text = "{{locale}} {{> who}} {{severityLabel \"High\"}}" },
        ],
    };

    private static readonly TemplateDocument Who = new() { Name = "who", IsPartial = true, Texts = [new() { Locale = "en", Text = "you" }, new() { Locale = "fr", Text = "vous" }] };

    [Theory]
    [InlineData("en", "de", "en you High")]
    [InlineData("fr", "de", "fr vous Élevée")]
    [InlineData("fr-CA", "de-AT", "fr-CA vous Élevée")]
    [InlineData("fr", "en-GB", "en-GB you High")]
    [InlineData("fr", null, "fr vous Élevée")]
    public async Task Send_LanguageWithoutTexts_TakesThoseOfTheHost(string host, string? locale, string expected)
    {
        await using var engine = await EngineHarness.StartAsync(n => n.AddRecordingChannel("mail").AddTemplate(Who).AddTemplate(Both)
            .AddRule("r", static r => r.OnEvent("**").To("mail")).ConfigureEngine(o => o.DefaultLocale = host));

        await engine.Publisher.SendAsync(new NotificationRequest { Channels = ["mail"], Template = "hi", Locale = locale }, CancellationToken.None);
        await engine.WaitForIdleAsync();

        engine.Channel("mail").ShouldHaveDeliveredOnce().Content.Text.ShouldBe(expected);
    }

    [Theory]
    [InlineData("fr_CA", "fr-CA vous Élevée")]
    [InlineData("fr_FR", "fr-FR vous Élevée")]
    [InlineData("!", "en you High")]
    [InlineData(null, "en you High")]
    public void Preview_LocaleOfJavaOrNone_IsReadOrTheHosts(string? locale, string expected)
    {
        using var catalog = Catalogs.Of(Who, Both);

        catalog.Preview(Both, Catalogs.Context(locale: locale)).Text.ShouldBe(expected);
    }

    [Fact]
    public void Compiled_LanguagesThatGetTheSameTexts_ShareWhatIsCompiled()
    {
        using var catalog = Catalogs.Of(Who, Both);
        var hi = catalog.Find("hi")!;

        catalog.Current.Compiled(hi, "email", "email", "en-US", null).ShouldBeSameAs(catalog.Current.Compiled(hi, "email", "email", "en-GB", null));
        catalog.Current.Compiled(hi, "email", "email", "de", null).ShouldBeSameAs(catalog.Current.Compiled(hi, "email", "email", "it-IT", null));
        catalog.Current.CompiledCount.ShouldBe(2);
    }

    [Fact]
    public void Check_NoTextsForOthersOrNoTextInALanguage_IsSaid()
    {
        using var catalog = Catalogs.Of();
        TemplateDocument Of(params TemplateTexts[] texts) => new() { Name = "t", Texts = texts };

        catalog.Check(Of(new() { Locale = "fr", Text = "a" }, new() { Locale = "de", Text = "b" })).ShouldHaveSingleItem().Message
            .ShouldBe("the texts are in fr, de only, and recipients of other languages get none: add texts without a language, or in 'en', the engine's DefaultLocale");
        catalog.Check(Of(new() { Locale = "fr", Text = "a" }, new() { Locale = "en", Text = "b" })).ShouldBeEmpty();
        catalog.Check(Of(new() { Text = "a" }, new() { Locale = "fr", Subject = "b" })).ShouldHaveSingleItem().Message.ShouldContain("in 'fr' have neither a text nor Markdown");
        catalog.Check(Of(new() { Text = "a" }, new() { Locale = "fr", Markdown = "b" }, new() { Locale = "fr", Channel = "email", Html = "b" })).ShouldBeEmpty();
        catalog.Check(Of(new TemplateTexts { Channel = "email", Text = "a" })).ShouldBeEmpty();
        catalog.Check(Of(new TemplateTexts { Channel = "email", Locale = "fr", Text = "a" })).ShouldHaveSingleItem().Message.ShouldStartWith("the texts for channel 'email' are in fr only");
    }

    [Fact]
    public async Task Save_NoTextsForOthers_IsRefused()
    {
        using var catalog = Catalogs.Of();

        (await catalog.SaveAsync(new TemplateDocument { Name = "t", Texts = [new() { Locale = "fr", Text = "a" }] }, CancellationToken.None)).Problems.ShouldHaveSingleItem().Code.ShouldBe(TemplateErrorCode.NoText);
    }

    [Fact]
    public void Check_ShippedTemplates_SpeakToAll()
    {
        using var catalog = Catalogs.Of();

        foreach (var document in catalog.List())
            catalog.Check(document).ShouldBeEmpty(document.Name);
    }

    [Theory]
    [InlineData("fr-CA", "Québec|bonjour|<p>bonjour</p>")]
    [InlineData("fr-BE", "France|bonjour|<p>bonjour</p>")]
    [InlineData("de", "General|hello|-")]
    [InlineData("pt-BR", "PT|olá|<p>olá</p>")]
    [InlineData("pt-PT", "PT|velho|<b>velho</b>")]
    public void Preview_RegionThatOverridesAPart_TakesTheRestFromItsLanguage(string locale, string expected)
    {
        using var catalog = Catalogs.Of();
        var document = new TemplateDocument
        {
            Name = "t",
            Texts =
            [
                new() { Subject = "General", Text = "hello" },
                new() { Locale = "fr", Subject = "France", Text = "bonjour", Html = "<p>bonjour</p>" },
                new() { Locale = "fr-CA", Subject = "Québec" },
                new() { Locale = "pt", Subject = "PT", Text = "velho", Html = "<b>velho</b>" },
                new() { Locale = "pt-BR", Markdown = "olá" },
            ],
        };

        catalog.Check(document).ShouldBeEmpty();
        var content = catalog.Preview(document, Catalogs.Context(locale: locale));
        $"{content.Subject}|{content.Text.Trim()}|{content.Html?.Trim() ?? "-"}".ShouldBe(expected);
    }
}
