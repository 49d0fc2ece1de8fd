using Notifications.Handlebars.Catalog;
using Notifications.Handlebars.Tests.Support;

namespace Notifications.Handlebars.Tests.Catalog;

public sealed class CatalogTests
{
    private static readonly TemplateDocument Many = new()
    {
        Name = "m",
        Texts =
        [
            new() { Subject = "default subject", Text = "default" },
            new() { Locale = "fr", Text = "fr", Subject = "fr subject" },
            new() { Locale = "fr-CA", Channel = "email", Text = "fr-CA email" },
            new() { Channel = "slack", Text = "slack kind" },
            new() { Channel = "ops-slack", Blocks = "[]" },
            new() { Channel = "email", Html = "<p>email</p>" },
        ],
    };

    [Theory]
    [InlineData("email", "email", "en", "default", "default subject", "<p>email</p>")]
    [InlineData("email", "email", "fr-CA", "fr-CA email", "fr subject", null)]
    [InlineData("email", "email", "fr-BE", "fr", "fr subject", null)]
    [InlineData("sms", null, "fr", "fr", "fr subject", null)]
    [InlineData("alerts", "slack", "en", "slack kind", "default subject", null)]
    [InlineData("ops-slack", "slack", "de", "slack kind", "default subject", null)]
    [InlineData("sms", null, "no tag at all", "default", "default subject", null)]
    public void Render_ChannelAndLanguage_TheClosestTextsServe(string channel, string? kind, string locale, string text, string subject, string? html)
    {
        using var catalog = Catalogs.Of(Many);

        var content = catalog.Preview(Many, Catalogs.Context(channel: channel, type: kind, locale: locale));

        (content.Text, content.Subject, content.Html).ShouldBe((text, subject, html));
    }

    [Fact]
    public void Find_Tenant_OwnGoesBeforeShared_DisabledGivesWay()
    {
        using var catalog = Catalogs.Of(
            Catalogs.Document("a", "shared"),
            Catalogs.Document("a", "own") with { TenantId = "acme" },
            Catalogs.Document("a", "off") with { TenantId = "blue", Enabled = false });

        catalog.Find("a", "acme")!.Texts[0].Text.ShouldBe("own");
        catalog.Find("a", "blue")!.Texts[0].Text.ShouldBe("shared");
        catalog.Find("a", "other")!.Texts[0].Text.ShouldBe("shared");
        catalog.List("acme").Single(static d => d.Name == "a").TenantId.ShouldBe("acme");
        catalog.List().Single(static d => d.Name == "a").TenantId.ShouldBeNull();
    }

    [Fact]
    public void Check_DeclaredVariables_OthersAreErrorsWhereTheyAreReadAtTheTop()
    {
        using var catalog = Catalogs.Of();
        var document = Catalogs.Document(
            "v", "{{a}} {{b.c}} {{#each a}}{{inner}} {{../nope2}} {{@root.nope3}}{{/each}} {{event.type}} {{severity}} {{#each a as |x|}}{{x.y}}{{/each}} {{upper nope1}} {{#if (eq nope4 1)}}x{{/if}}") with
        {
            Variables = [new() { Name = "a" }, new() { Name = "b" }],
        };

        catalog.Check(document).Select(static p => p.Code).ShouldAllBe(static c => c == TemplateErrorCode.UndeclaredVariable);
        catalog.Check(document).Select(static p => p.Message.Split('\'')[1]).ShouldBe(["nope1", "nope2", "nope3", "nope4"]);
        catalog.Check(document with { Variables = [] }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{{#each a}}{{inner}}{{else}}{{nope}}{{/each}}")]
    [InlineData("{{#a}}{{inner}}{{else}}{{#if a}}{{nope}}{{/if}}{{/a}}")]
    [InlineData("{{^a}}{{nope}}{{else}}{{inner}}{{/a}}")]
    [InlineData("{{#each a as |x|}}{{x}}{{else}}{{a}}{{nope}}{{/each}}")]
    [InlineData("{{#with a}}{{#each inner}}{{else}}{{inner}}{{../nope}}{{/each}}{{/with}}")]
    [InlineData("{{#with a}}{{inner}}{{else each a as |x|}}{{x}}{{y}}{{else if nope}}{{a}}{{/with}}")]
    public void Check_DeclaredVariables_ElseReadsWhatIsAroundTheBlock(string text)
    {
        using var catalog = Catalogs.Of();

        catalog.Check(Catalogs.Document("v", text) with { Variables = [new() { Name = "a" }] }).ShouldHaveSingleItem().Message.ShouldStartWith("'nope' is read");
    }

    [Theory]
    [InlineData("{{upper a= =b}}")]
    [InlineData("{{upper a = = b}}")]
    [InlineData("{{upper = }}")]
    [InlineData("{{upper a==b}}")]
    public void Check_TwoEqualSigns_AreASyntaxError(string text)
    {
        using var catalog = Catalogs.Of();

        catalog.Check(Catalogs.Document("t", text)).ShouldHaveSingleItem().Code.ShouldBe(TemplateErrorCode.Syntax);
    }

    [Fact]
    public void Check_EverythingWrong_IsSaidAtOnce()
    {
        using var catalog = Catalogs.Of();

        catalog.Check(new TemplateDocument
        {
            Name = "no name!",
            TenantId = string.Empty,
            Variables = [new() { Name = "event" }, new() { Name = "a" }, new() { Name = "a" }],
            Texts = [new() { Locale = "??", Text = "x" }, new() { Text = "a" }, new() { Text = "b" }],
        }).Count.ShouldBe(6);
        catalog.Check(Catalogs.Document("x", "{{#if}}", html: "{{nosuch 1}}")).Count.ShouldBe(2);
        catalog.Check(Catalogs.Document("x", html: "<p>")).ShouldHaveSingleItem().Code.ShouldBe(TemplateErrorCode.NoText);
    }

    [Fact]
    public void Render_RequiredVariableMissing_IsATypedError()
    {
        using var catalog = Catalogs.Of();
        var document = Catalogs.Document("v", "{{a}}{{b}}") with { Variables = [new() { Name = "a", Required = true }, new() { Name = "b", Default = "B" }] };

        Should.Throw<TemplateException>(() => catalog.Preview(document, Catalogs.Context())).Problem.Code.ShouldBe(TemplateErrorCode.MissingVariable);
        catalog.Preview(document, Catalogs.Context(new NotificationEvent { Type = "x", Data = EventData.FromJson("""{"a":1}""") })).Text.ShouldBe("1B");
    }

    [Fact]
    public void Render_Names_ReservedBeforeTheRulesBeforeDataBeforeLabels()
    {
        using var catalog = Catalogs.Of();
        var e = new NotificationEvent
        {
            Type = "t",
            Data = EventData.FromJson("""{"brand":"spoof","a":"data","b":"data","c":"data","type":"data type"}"""),
            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "label", ["b"] = "label", ["d"] = "label" },
        };
        var context = Catalogs.Context(e) with { Variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "rule" } };

        catalog.Preview(Catalogs.Document("n", "{{brand.name}} {{a}} {{b}} {{c}} {{d}} {{type}} {{event.type}}"), context).Text
            .ShouldBe("Notifications rule data data label data type t");
    }

    [Fact]
    public async Task Save_Versions_AreKeptAndCanBeRolledBack()
    {
        using var catalog = Catalogs.Of();

        var first = await catalog.SaveAsync(Catalogs.Document("s", "one") with { CreatedBy = "ann" }, CancellationToken.None);
        var second = await catalog.SaveAsync(first.Document! with { Texts = [new() { Text = "two" }] }, CancellationToken.None);
        var stale = await catalog.SaveAsync(first.Document! with { Texts = [new() { Text = "three" }] }, CancellationToken.None);
        catalog.Find("s")!.Texts[0].Text.ShouldBe("two");
        var back = await catalog.RollBackAsync("s", null, 1, "bob", CancellationToken.None);

        (first.Document!.Version, second.Document!.Version, back.Document!.Version).ShouldBe((1, 2, 3));
        stale.Problems.ShouldHaveSingleItem().Code.ShouldBe(TemplateErrorCode.Conflict);
        catalog.Find("s")!.Texts[0].Text.ShouldBe("one");
        (await catalog.GetHistoryAsync("s", null, CancellationToken.None)).Select(static d => (d.Version, d.CreatedBy)).ShouldBe([(3, "bob"), (2, "ann"), (1, "ann")]);
        (await catalog.RollBackAsync("s", null, 9, null, CancellationToken.None)).IsSaved.ShouldBeFalse();
        (await catalog.SaveAsync(Catalogs.Document("s", "{{#if}}"), CancellationToken.None)).Problems.ShouldNotBeEmpty();
    }

    [Fact]
    public void Compiled_MoreThanTheBound_OldOnesLeave()
    {
        using var catalog = Catalogs.Of(new HandlebarsOptions { MaxCompiled = 3 }, [.. Enumerable.Range(0, 8).Select(static i => Catalogs.Document($"t{i}", $"{i}"))]);
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 8; i++)
                catalog.Current.Compiled(catalog.Find($"t{i}")!, "email", "email", "en", null).ShouldNotBeNull();
        }

        catalog.Current.CompiledCount.ShouldBe(3);
    }

    [Fact]
    public void Compiled_TenantsWithoutTemplates_ShareOne()
    {
        using var catalog = Catalogs.Of(Catalogs.Document("t", "x"));

        catalog.Current.Compiled(catalog.Find("t")!, "email", "email", "en", "acme").ShouldBeSameAs(catalog.Current.Compiled(catalog.Find("t")!, "email", "email", "en", "blue"));
    }
}
