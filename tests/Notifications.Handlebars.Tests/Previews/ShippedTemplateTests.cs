using Notifications.Handlebars.Catalog;
using Notifications.Handlebars.Tests.Support;

namespace Notifications.Handlebars.Tests.Previews;

public sealed class ShippedTemplateTests
{
    public static TheoryData<string, string> All =>
        [.. ShippedTemplates.All.Where(static d => !d.IsPartial).SelectMany(static d => new[] { (d.Name, "en"), (d.Name, "fr") })];

    [Fact]
    public void List_ShippedTemplates_AreThoseWithASample() =>
        ShippedTemplates.All.Where(static d => !d.IsPartial).Select(static d => d.Name).ShouldBe(Samples.All.Keys, ignoreOrder: true);

    [Fact]
    public void Check_ShippedTemplate_HasNoProblem()
    {
        using var catalog = Catalogs.Of();
        foreach (var document in ShippedTemplates.All)
            catalog.Check(document).ShouldBeEmpty(document.Name);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Render_Sample_SaysTheSameInHtmlAndText(string name, string locale)
    {
        using var catalog = Catalogs.Of();
        var context = Samples.All[name] with { Locale = locale, TimeZone = "Europe/Paris" };

        var content = catalog.Preview(catalog.Find(name)!, context);

        content.Subject.ShouldNotBeNullOrWhiteSpace();
        content.Subject.ShouldNotContain("{{");
        content.Text.ShouldNotContain("{{");
        content.Html.ShouldNotBeNull();
        content.Html.ShouldNotContain("{{");
        content.Html.ShouldContain(locale == "fr" ? "lang=\"fr\"" : "lang=\"en\"");
        var html = System.Net.WebUtility.HtmlDecode(content.Html)!;
        foreach (var line in content.Text.Split('\n').Select(static l => l.Trim('-', ' ')).Where(static l => l.Length > 0))
        {
            var said = line.Contains("https://", StringComparison.Ordinal) ? line[line.IndexOf("https://", StringComparison.Ordinal)..] : line.Split(" : ")[^1].Split(": ")[^1].Split(" × ")[0].Split(", ")[0].Split(" (")[0];
            html.ShouldContain(said, Case.Sensitive, $"the text says '{line}', the HTML does not");
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public void Render_ZeroAndFalse_AreShownInHtmlAndText(string locale)
    {
        using var catalog = Catalogs.Of();
        var e = new NotificationEvent { Type = "x", Time = Texts.Now, Data = EventData.FromJson("""{"metrics":{"ready replicas":0,"wanted":3,"healthy":false},"failures":0,"items":[{"name":"Pen","quantity":0}]}""") };

        var metrics = catalog.Preview(catalog.Find("infrastructure-alert")!, Catalogs.Context(e, locale: locale));
        foreach (var name in (string[])["ready replicas", "wanted", "healthy"])
        {
            metrics.Html!.ShouldContain(name);
            metrics.Text.ShouldContain(name);
        }

        var breaker = catalog.Preview(catalog.Find("circuit-breaker-alert")!, Catalogs.Context(e, locale: locale));
        breaker.Text.ShouldContain(locale == "fr" ? "Échecs : 0" : "Failures: 0");
        breaker.Html!.ShouldContain(locale == "fr" ? "Échecs" : "Failures");
        catalog.Preview(catalog.Find("order-shipped")!, Catalogs.Context(e, locale: locale)).Text.ShouldContain("Pen × 0");
    }

    [Theory]
    [InlineData("en", "Your order is on its way")]
    [InlineData("fr", "Votre commande est en route")]
    public void Render_OrderWithoutNumber_HasNoGapInItsSubject(string locale, string subject)
    {
        using var catalog = Catalogs.Of();
        catalog.Preview(catalog.Find("order-shipped")!, Catalogs.Context(locale: locale)).Subject.ShouldBe(subject);
    }

    [Fact]
    public void Render_AggregateOfOneEvent_IsShownAsThatEvent()
    {
        using var catalog = Catalogs.Of();
        catalog.Preview(catalog.Find("infrastructure-alert")!, Catalogs.Context() with { Aggregate = new AggregateSummary { Count = 2, First = Texts.Now, Last = Texts.Now } }).Subject.ShouldContain("× 2");
        var one = new AggregateSummary { Count = 1, First = Texts.Now, Last = Texts.Now };
        foreach (var document in ShippedTemplates.All.Where(static d => !d.IsPartial && d.Name != "digest"))
        {
            var content = catalog.Preview(document, Catalogs.Context() with { Aggregate = one });
            (content.Subject + content.Text + content.Html).ShouldNotContain("× 1");
            content.Text.ShouldNotContain("stands for");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Render_EmptyEvent_StillGivesAMessage(string name, string locale)
    {
        using var catalog = Catalogs.Of();

        var content = catalog.Preview(catalog.Find(name)!, Catalogs.Context(new NotificationEvent { Type = "x", Time = Texts.Now }, locale: locale));

        content.Subject.Length.ShouldBeGreaterThan(3);
        content.Text.Length.ShouldBeGreaterThan(3);
    }
}
