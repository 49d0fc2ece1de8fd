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
        var context = Samples.For(name, locale) with { TimeZone = "Europe/Paris" };

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
            var said = line.Contains("https://", StringComparison.Ordinal) ? line[line.IndexOf("https://", StringComparison.Ordinal)..] : line.Split("\u00a0: ")[^1].Split(": ")[^1].Split(" ×\u00a0")[0].Split(", ")[0].Split(" (")[0];
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
    public void Render_French_HasNoBreakSpacesWhereTheyBelong()
    {
        using var catalog = Catalogs.Of();
        foreach (var name in Samples.All.Keys)
        {
            var content = catalog.Preview(catalog.Find(name)!, Samples.For(name, "fr"));

            // A machine's own words stay as they are.
            foreach (var line in $"{content.Subject}\n{content.Text}".Split('\n').Where(static l => !l.StartsWith("ERROR", StringComparison.Ordinal) && !l.StartsWith("DETAIL", StringComparison.Ordinal)))
                System.Text.RegularExpressions.Regex.IsMatch(line, "[ \\w][:;!?%»](\\s|$)|«[^\u00a0]").ShouldBeFalse(line);
        }
    }

    [Theory]
    [InlineData("en", "✅ [Resolved] Down", "Resolved")]
    [InlineData("fr", "✅ [Résolu] Down", "Résolu")]
    public void Render_ResolvedIncidentWithoutAStatus_LooksResolved(string locale, string subject, string badge)
    {
        using var catalog = Catalogs.Of();
        var e = new NotificationEvent { Type = "incident.resolved", Severity = Severity.Critical, Data = EventData.FromJson("""{"title":"Down"}""") };

        var content = catalog.Preview(catalog.Find("incident-resolved")!, Catalogs.Context(e, locale: locale));

        content.Subject.ShouldBe(subject);
        content.Html!.ShouldContain($"background-color:#067647;\">{System.Net.WebUtility.HtmlEncode(badge).Replace("&#233;", "é", StringComparison.Ordinal)}</span>");
    }

    [Theory]
    [InlineData("incident-detected", "🔴 [Critical] Incident detected: db-1")]
    [InlineData("incident-resolved", "✅ [Resolved] Incident resolved: db-1")]
    [InlineData("circuit-breaker-alert", "🔴 [Critical] Circuit breaker alert: db-1")]
    [InlineData("pipeline-failure", "🔴 [Critical] Pipeline failed: db-1")]
    [InlineData("security-alert", "🔴 [Critical] Security alert: db-1")]
    [InlineData("infrastructure-alert", "🔴 [Critical] Infrastructure alert: db-1")]
    public void Render_EventWithoutData_SaysWhatItIsAbout(string name, string subject)
    {
        using var catalog = Catalogs.Of();
        var e = new NotificationEvent { Type = "db.down", Severity = Severity.Critical, Subject = "db-1" };

        var content = catalog.Preview(catalog.Find(name)!, Catalogs.Context(e));

        content.Subject.ShouldBe(subject);
        content.Text.ShouldContain("Type: db.down");
        content.Html!.ShouldContain("db.down");
    }

    [Fact]
    public void Render_SecurityAlertThatIsResolved_DoesNotCallToAct()
    {
        using var catalog = Catalogs.Of();
        var e = new NotificationEvent { Type = "x", Status = NotificationStatus.Resolved };

        foreach (var locale in new[] { "en", "fr" })
            (catalog.Preview(catalog.Find("security-alert")!, Catalogs.Context(e, locale: locale)) is { Text: var text, Html: var html } && !(text + html).Contains(locale == "fr" ? "agissez" : "act now", StringComparison.Ordinal)).ShouldBeTrue();
    }

    [Fact]
    public void Render_Buttons_AreLinksOnceEach()
    {
        using var catalog = Catalogs.Of();

        var html = catalog.Preview(catalog.Find("incident-detected")!, Samples.For("incident-detected", "en")).Html!;

        html.Split("href=\"https://pager.example.com/INC-2042\"").Length.ShouldBe(2, "the template's own button leads there");
        html.ShouldContain("href=\"https://wiki.example.com/payments?page&#x3D;503\" class=\"more\"");
        html.ShouldContain("background-color:#b42318;border:1px solid #b42318;\">Fail over now</a>");
        html.ShouldNotContain("Acknowledge");
    }

    [Fact]
    public void Render_TextsThatServeOtherLanguages_SayTheirs()
    {
        using var catalog = Catalogs.Of();

        catalog.Preview(catalog.Find("digest")!, Catalogs.Context(locale: "de")).Html!.ShouldContain("<html lang=\"en\">");
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
