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
}
