using System.Buffers;
using System.Text;
using System.Text.Json;
using Notifications.Webhooks.Bodies;
using Notifications.Webhooks.Tests.Support;

namespace Notifications.Webhooks.Tests.Bodies;

public class BodyTemplateTests
{
    [Fact]
    public void Write_AllKinds_AreFilledAndEscaped()
    {
        const string Template = """
            {"t":"{{event.type}}","s":"{{ event.subject }}","l":"{{event.labels.größe}}","none":"{{event.labels.missing}}","n":{{aggregate.count}},"d":{{event.data}},"all":{{event.labels}},"status":"{{status}}"}
            """;
        var json = JsonDocument.Parse(Fill(Template, Messages.Full)).RootElement;
        json.GetProperty("t").GetString().ShouldBe("incident.detected");
        json.GetProperty("s").GetString().ShouldBe(Messages.Full.Event.Subject);
        json.GetProperty("l").GetString().ShouldBe("10 \"GB\"\r\nx");
        json.GetProperty("none").GetString().ShouldBe(string.Empty);
        json.GetProperty("n").GetInt32().ShouldBe(7);
        json.GetProperty("d").GetProperty("free").GetInt32().ShouldBe(0);
        json.GetProperty("all").GetProperty("instance").GetString().ShouldBe("db-1");
        json.GetProperty("status").GetString().ShouldBe("firing");
    }

    [Fact]
    public void Write_ValueThatTriesToBreakOut_StaysAString()
    {
        var evil = Messages.Plain with { Content = new NotificationContent { Subject = "x", Text = "\",\"admin\":true,\"a\":\"{{event.id}}\u2028" } };
        var json = JsonDocument.Parse(Fill("""{"text":"{{message.text}}"}""", evil)).RootElement;
        json.EnumerateObject().Count().ShouldBe(1);
        json.GetProperty("text").GetString().ShouldBe(evil.Content.Text);
    }

    [Fact]
    public void Write_PlainText_IsNotEscaped() => Fill("{{message.subject}}: {{event.labels.größe}}", Messages.Full, "text/plain").ShouldBe("Disk full: 10 \"GB\"\r\nx");

    [Theory]
    [InlineData("""{"a":"{{event.typ}}"}""", "{{event.typ}}", "event.type")]
    [InlineData("""{"a":"{{event.labels.}}"}""", "{{event.labels.}}", "unknown")]
    [InlineData("""{"a":"{{}}"}""", "{{}}", "unknown")]
    [InlineData("""{"a":"{{event.type}"}""", "position 6", "not closed")]
    [InlineData("""{"a":{{event.type}}}""", "no JSON", "Quote")]
    [InlineData("""{"a":"{{event.type}}" """, "no JSON", "Quote")]
    [InlineData("", "empty", "Template")]
    [InlineData(null, "empty", "Template")]
    public void TryParse_BadTemplate_SaysWhere(string? template, string expected, string alsoExpected)
    {
        var errors = new List<string>();
        BodyTemplate.TryParse(template, "application/json", errors).ShouldBeNull();
        errors.ShouldHaveSingleItem().ShouldContain(expected);
        errors[0].ShouldContain(alsoExpected);
    }

    [Fact]
    public void TryParse_SeveralUnknown_AreAllReported()
    {
        var errors = new List<string>();
        BodyTemplate.TryParse("""{"a":"{{x}}","b":"{{y}}"}""", "application/json", errors);
        errors.Count.ShouldBe(2);
    }

    private static string Fill(string template, ChannelMessage message, string contentType = "application/json")
    {
        var buffer = new ArrayBufferWriter<byte>();
        new TemplateBody(BodyTemplate.Parse(template, contentType), contentType).Write(message, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
