using Notifications.Handlebars.Tests.Support;

namespace Notifications.Handlebars.Tests.Escaping;

/// <summary>Blanks of a value make no code and no further level of Markdown.</summary>
public sealed class MarkdownBlankTests
{
    [Theory]
    [InlineData("{{v}}", "    code-1", "code\\-1")]
    [InlineData("a\n\n{{v}}", "\\tcode", "a\n\ncode")]
    [InlineData("- a\n- {{v}}", "    code", "- a\n- code")]
    [InlineData("   {{v}}", " code", "   code")]
    [InlineData("a{{v}}", "  b", "a b")]
    [InlineData("a{{v}}", "\\n  b", "a b")]
    [InlineData("{{v}}{{w}}", "\\n   ", "code")]
    [InlineData("a {{v}}b", "    ", "a b")]
    [InlineData("{{#each l}}\n{{this}}\n{{/each}}", "", "x\ny\n")]
    public void Render_ValueThatBeginsWithBlanks_IsText(string template, string value, string expected)
    {
        using var catalog = Catalogs.Of();
        var e = new NotificationEvent { Type = "x", Data = EventData.FromJson($$"""{"v":"{{value}}","w":"    code","l":["    x","\ty"]}""") };

        var content = catalog.Preview(Catalogs.Document("t", markdown: template), Catalogs.Context(e));

        content.Markdown.ShouldBe(expected);
        content.Html.ShouldNotBeNull();
        content.Html.ShouldNotContain("<code>");
    }
}
