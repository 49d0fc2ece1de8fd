using System.Text.Json;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Tests.Support;

namespace Notifications.Handlebars.Tests.Escaping;

public sealed class EscapeTests
{
    private const string Attack = "a\"}],\"x\":[{\"<!channel>\\\n\u2028 *b* _i_ ~s~ `c` [l](javascript:x) # h & \u0000 ' é 😀";

    [Fact]
    public void Blocks_HostileValue_StaysOneString()
    {
        var json = Texts.Render("""{"text": "{{v}}", "raw": {{json v}} }""", Data(), TextFormat.Blocks);

        var root = JsonDocument.Parse(json).RootElement;
        root.EnumerateObject().Count().ShouldBe(2);
        root.GetProperty("text").GetString().ShouldBe(Attack);
        root.GetProperty("raw").GetString().ShouldBe(Attack);
    }

    [Fact]
    public void Blocks_OnSlack_MentionsAndMarksAreDefused()
    {
        var text = JsonDocument.Parse(Texts.Render("""{"text": "{{v}}"}""", Data(), TextFormat.Blocks, isMrkdwn: true)).RootElement.GetProperty("text").GetString()!;

        text.ShouldContain("&lt;!channel&gt;");
        text.ShouldNotContain("<");
        text.ShouldNotContain("*b");
        text.Replace("\u2060", string.Empty, StringComparison.Ordinal).ShouldContain("*b* _i_ ~s~ `c`");
    }

    [Fact]
    public void Markdown_HostileValue_GivesNoMarkup()
    {
        using var catalog = Catalogs.Of();
        var e = new NotificationEvent { Type = "x", Data = EventData.FromJson(Data()) };

        var content = catalog.Preview(Catalogs.Document("t", markdown: "# Title\n\n{{v}}\n\n- {{v}}\n\n[go]({{v}}) [ok](https://acme.com) [bad](javascript:alert)"), Catalogs.Context(e));

        content.Html.ShouldNotBeNull();
        content.Html.ShouldContain("<h1>Title</h1>");
        content.Html.ShouldNotContain("<em>");
        content.Html.ShouldNotContain("<code>");
        content.Html.ShouldNotContain("<!channel");
        content.Html.ShouldNotContain("href=\"javascript");
        content.Html.ShouldContain("href=\"https://acme.com");
        content.Text.ShouldContain("Title");
        content.Markdown.ShouldNotBeNull();
    }

    [Fact]
    public void Subject_LineBreaksAndControls_BecomeSpaces()
    {
        using var catalog = Catalogs.Of();
        var e = new NotificationEvent { Type = "x", Data = EventData.FromJson("""{"v":"a\r\nBcc: x@y.z\u0000\u0085\u2028b"}""") };

        var subject = catalog.Preview(Catalogs.Document("t", "x", "S {{v}}"), Catalogs.Context(e)).Subject;

        subject.ShouldBe("S a  Bcc: x@y.z  b");
    }

    [Fact]
    public void Subject_VeryLong_IsCutBetweenCharacters()
    {
        using var catalog = Catalogs.Of();
        for (var lead = 0; lead < 4; lead++)
        {
            var e = new NotificationEvent { Type = "x", Data = EventData.FromJson($$"""{"v":"{{new string('a', lead)}}{{string.Concat(Enumerable.Repeat("😀", 5_000))}}"}""") };

            var subject = catalog.Preview(Catalogs.Document("t", "x", "{{v}}"), Catalogs.Context(e)).Subject;

            subject.EnumerateRunes().Count().ShouldBe(256);
            subject.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
            subject.ShouldEndWith("…");
        }
    }

    [Theory]
    [InlineData("{{v}}", "a&quot;}],&quot;x&quot;:[{&quot;&lt;!channel&gt;")]
    [InlineData("<a title='{{v}}'>", "<a title='a&quot;}]")]
    public void Html_HostileValue_IsText(string template, string expected) => Texts.Render(template, Data()).ShouldStartWith(expected);

    private static string Data() => JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["v"] = Attack });
}
