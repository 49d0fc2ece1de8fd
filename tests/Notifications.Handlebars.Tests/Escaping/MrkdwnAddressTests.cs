using System.Text.Json;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Tests.Support;

namespace Notifications.Handlebars.Tests.Escaping;

/// <summary>Addresses in blocks for Slack lead where they should, and names can be copied.</summary>
public sealed class MrkdwnAddressTests
{
    [Theory]
    [InlineData("\"{{url v}}\"", "https://g.test/my_dash?x=1&y=2~z", "https://g.test/my_dash?x=1&y=2~z")]
    [InlineData("\"{{url v}}\"", "https://g.test/?a=<!channel>|x`\\\"", "https://g.test/?a=%3C!channel%3E%7Cx%60%5C%22")]
    [InlineData("\"{{url v}}\"", "javascript:alert(1)", "")]
    [InlineData("\"{{truncate (url v) 17}}\"", "https://g.test/my_dash", "https://g.test/m…")]
    [InlineData("\"{{v}}\"", "db_primary_1.eu", "db_primary_1.eu")]
    [InlineData("\"{{v}}\"", "_a_b _c", "\u2060_\u2060a_b \u2060_\u2060c")]
    [InlineData("\"{{v}}\"", "__a_", "\u2060_\u2060\u2060_\u2060a\u2060_\u2060")]
    [InlineData("\"{{v}}\"", "é_é a*b*c", "é\u2060_\u2060é a\u2060*\u2060b\u2060*\u2060c")]
    public void Render_OnSlack_IsWhole(string field, string value, string expected)
    {
        var json = Texts.Render($$"""{"f":{{field}} }""", JsonSerializer.Serialize(new Dictionary<string, string> { ["v"] = value }), TextFormat.Blocks, isMrkdwn: true);

        JsonDocument.Parse(json).RootElement.GetProperty("f").GetString().ShouldBe(expected);
    }
}
