using Notifications.Handlebars.Tests.Support;

namespace Notifications.Handlebars.Tests.Node;

/// <summary>Where templates differ from handlebars.js, as docs/concepts/templates.md lists it: refused with another way to write it, or another output.</summary>
public sealed class DifferenceTests
{
    private const string Data = """{"x":"X","t":true,"e":"","no":false,"list":["x","y"],"a":{"b":{"c":"deep"}},"rows":[{"num":1},{"num":2}],"html":"<i>"}""";

    private static readonly Dictionary<string, string> Parts = new(StringComparer.Ordinal)
    {
        ["p"] = "P[{{x}}]",
        ["two"] = "1\n2\n",
        ["named"] = "{{#each this}}{{@key}}{{/each}}",
        ["lay"] = "H{{> @partial-block}}F",
        ["up"] = "{{../x}}",
        ["caller"] = "{{r.num}}",
    };

    [Theory]
    [InlineData("{{#if e}}A{{else unless no}}B{{else}}D{{/if}}", "write {{else}}{{#unless …}}…{{/unless}}")]
    [InlineData("{{#if e}}A{{else each list}}{{this}}{{else}}D{{/if}}", "write {{else}}{{#each …}}…{{/each}}")]
    [InlineData("{{#if e}}A{{else with a}}{{b.c}}{{/if}}", "write {{else}}{{#with …}}…{{/with}}")]
    [InlineData("{{#unless t}}A{{else unless no}}B{{/unless}}", "write {{else}}{{#unless …}}…{{/unless}}")]
    [InlineData("{{#each none}}A{{else if e}}B{{else with a}}C{{/each}}", "write {{else}}{{#with …}}…{{/with}}")]
    [InlineData("{{#each none}}A{{else rows}}B{{/each}}", "write {{else}}{{#rows …}}…{{/rows}}")]
    [InlineData("{{#each rows}}{{#> lay}}{{num}}{{../x}}{{/lay}}{{/each}}", "write @root.name")]
    [InlineData("{{#with a}}{{#> lay}}{{b.c}}{{../x}}{{/lay}}{{/with}}", "write @root.name")]
    [InlineData("{{#each rows}}{{#> lay this}}{{#if num}}{{upper ../x}}{{/if}}{{/lay}}{{/each}}", "give the value a name")]
    [InlineData("{{#each rows}}{{#> lay}}{{#with @root.a}}{{../../x}}{{/with}}{{/lay}}{{/each}}", "leads out of {{#> lay}}")]
    [InlineData("{{#each none}}{{else}}{{#*inline \"q\"}}Q{{/inline}}{{> q}}{{/each}}", "define it at the top of the text")]
    [InlineData("{{#each rows}}{{#> lay}}{{#each none}}{{else}}{{../x}}{{/each}}{{/lay}}{{/each}}", "leads out of {{#> lay}}")]
    [InlineData("{{^none}}{{#*inline \"q\"}}Q{{/inline}}{{> q}}{{/none}}", "define it at the top of the text")]
    [InlineData("{{~{html}~}}", "write {{{name}}}")]
    [InlineData("{{#.}}x{{/.}}", "write {{#with this}}")]
    [InlineData("{{#this}}x{{/this}}", "write {{#with this}}")]
    public void Compile_WhatDiffers_IsRefusedWithTheOtherWay(string template, string expected) =>
        Should.Throw<TemplateException>(() => Texts.Render(template, Data, partials: Parts)).Problem.Message.ShouldContain(expected);

    [Theory]
    [InlineData("a\n  {{> p}}\nb", "a\nP[X]b")]
    [InlineData("{{#if t}}c\n{{else if no}}d{{else}}\nz\n{{/if}}\nE", "c\nE")]
    [InlineData("a\n  {{> two}}\nb", "a\n1\n2\nb")]
    [InlineData("a\n  \n{{> two}}\nb", "a\n\n1\n2\nb")]
    [InlineData("  \r\n  {{> two}}\r\nb", "\r\n1\n2\nb")]
    [InlineData("a\n \n\t\n {{> p}}\nb", "a\n \n\nP[X]b")]
    [InlineData("{{#each list}}  \n{{> p}}\n{{/each}}", "P[]P[]")]
    [InlineData("{{> named a=1}}", "")]
    [InlineData("{{#with a}}{{#with this}}{{../x}}{{/with}}{{/with}}", "")]
    [InlineData("{{x.[0]}}{{lookup x 0}}", "")]
    [InlineData("{{#with no}}{{else}}{{@root.no.x}}{{/with}}", "")]
    [InlineData("{{\"x\"}}{{12}}{{0}}", "")]
    [InlineData("{{#with a}}{{> up}}{{/with}}", "X")]
    [InlineData("\\\\\\{{x}}", "\\\\{{x}}")]
    [InlineData("{{#each list}}{{#with ../a}}{{@../index}}{{/with}}{{/each}}", "01")]
    [InlineData("{{#each rows}}{{#with @root.a}}{{#if ../value}}V{{/if}}{{/with}}{{/each}}", "VV")]
    public void Render_WhatDiffers_IsAsListed(string template, string expected) => Texts.Render(template, Data, partials: Parts).ShouldBe(expected);

    [Fact]
    public void Check_PartWithASlot_IsFilledByWhoIncludesIt()
    {
        var layout = Catalogs.Document("lay2", "[{{> nav}}|{{> @partial-block}}]") with { IsPartial = true };
        using var catalog = Catalogs.Of(layout);

        catalog.Find("lay2").ShouldNotBeNull();
        catalog.Check(layout).ShouldBeEmpty();
        catalog.Preview(Catalogs.Document("t", "{{#> lay2}}{{#*inline \"nav\"}}N{{/inline}}C{{/lay2}}"), Catalogs.Context()).Text.ShouldBe("[N|C]");
        catalog.Check(Catalogs.Document("t", "{{#> lay2}}C{{/lay2}}")).ShouldHaveSingleItem().Message.ShouldContain("there is no part 'nav'");
    }
}
