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
    [InlineData("infrastructure-alert", """{"metrics":{"ready replicas":0,"healthy":false}}""", "ready replicas", "0", "healthy", "false")]
    [InlineData("circuit-breaker-alert", """{"breaker":"pay","failures":0}""", "Failures", "0", "Breaker", "pay")]
    [InlineData("approval-request", """{"amount":"12500 EUR","dueAt":"next Friday"}""", "Amount", "12500 EUR", "Due", "next Friday")]
    [InlineData("order-shipped", """{"expectedAt":"tomorrow","items":["Cup",{"name":"Pot","quantity":0}]}""", "Expected", "tomorrow", "Cup", "Pot")]
    [InlineData("pipeline-failure", """{"durationSeconds":"12m"}""", "Ran for", "12m", "Severity", "Info")]
    public void Render_ValuesThatAreZeroOrOfAnotherForm_AreShown(string name, string data, params string[] said)
    {
        using var catalog = Catalogs.Of();

        var content = catalog.Preview(catalog.Find(name)!, Catalogs.Context(new NotificationEvent { Type = "x", Time = Texts.Now, Data = EventData.FromJson(data) }));

        foreach (var word in said)
        {
            content.Text.ShouldContain(word);
            System.Net.WebUtility.HtmlDecode(content.Html)!.ShouldContain(word);
        }

        content.Subject.ShouldNotContain("  ");
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

    [Theory]
    [MemberData(nameof(All))]
    public void Render_EventWithoutATime_HasNoEmptyRow(string name, string locale)
    {
        using var catalog = Catalogs.Of();
        var samples = Samples.All[name].Aggregate is { } aggregate ? aggregate with { Samples = [new() { Type = "x" }] } : null;

        var content = catalog.Preview(catalog.Find(name)!, Catalogs.Context(new NotificationEvent { Type = "x" }, locale: locale) with { Aggregate = samples });

        content.Text.Split('\n').ShouldAllBe(static line => !line.EndsWith(':') && !line.EndsWith(": ") && !line.Contains("()"));
    }

    [Fact]
    public void Render_Layout_IsLegibleInTheDark()
    {
        using var catalog = Catalogs.Of();

        var html = catalog.Preview(catalog.Find("infrastructure-alert")!, Samples.All["infrastructure-alert"]).Html!;

        var dark = html[html.IndexOf("prefers-color-scheme: dark", StringComparison.Ordinal)..html.IndexOf("</style>", StringComparison.Ordinal)];
        dark.ShouldContain("a { color: #84adff; }");
        html.Split("class=\"card\"").Length.ShouldBe(2, "the footer is no card");
    }
}
