using Notifications.Handlebars.Tests.Support;

namespace Notifications.Handlebars.Tests.Escaping;

/// <summary><c>json</c> in blocks for Slack calls nobody.</summary>
public sealed class MrkdwnJsonTests
{
    [Theory]
    [InlineData("slack", "&lt;!channel&gt; &lt;@U1&gt; a&amp;b \\u003C \\")]
    [InlineData("teams", "<!channel> <@U1> a&b \\u003C \\")]
    public void Preview_JsonInBlocks_IsEscapedForTheChannel(string type, string expected)
    {
        using var catalog = Catalogs.Of();
        var e = new NotificationEvent { Type = "x", Data = EventData.FromJson("""{"m":"<!channel> <@U1> a&b \\u003C \\"}""") };

        var blocks = catalog.Preview(Catalogs.Document("t", "x", blocks: """{"text":{{json m}} }"""), Catalogs.Context(e, type, type)).Blocks!;

        blocks.Root.GetProperty("text").GetString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("slack")]
    [InlineData("teams")]
    public void Preview_AddressInBlocks_IsItself(string type)
    {
        using var catalog = Catalogs.Of();
        var e = new NotificationEvent { Type = "x", Data = EventData.FromJson("""{"u":"https://g.test/my_dash?x=1&y=2~z*\"","p":"a_b/c","t":"a_b*/c"}""") };

        var blocks = catalog.Preview(
            Catalogs.Document("t", "x", blocks: """{"url":"{{url u}}","path":"https://g.test/{{encode p}}","text":"<{{url u}}|{{t}}>"}"""), Catalogs.Context(e, type, type)).Blocks!;

        blocks.Root.GetProperty("url").GetString().ShouldBe("https://g.test/my_dash?x=1&y=2~z*%22");
        blocks.Root.GetProperty("path").GetString().ShouldBe("https://g.test/a_b%2Fc");
        blocks.Root.GetProperty("text").GetString().ShouldBe($"<https://g.test/my_dash?x=1&y=2~z*%22|{(type == "slack" ? "a_b\u2060*\u2060/c" : "a_b*/c")}>");
    }
}
