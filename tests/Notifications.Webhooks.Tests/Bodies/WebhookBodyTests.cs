using System.Buffers;
using System.Text;
using System.Text.Json;
using Notifications.Webhooks.Bodies;
using Notifications.Webhooks.Tests.Support;

namespace Notifications.Webhooks.Tests.Bodies;

public class WebhookBodyTests
{
    [Fact]
    public void Write_JsonPlain_LeavesOutWhatIsAbsent() => Text(WebhookBodyFormat.Json, Messages.Plain).ShouldBe(
        $$$"""
        {"id":"evt-1","type":"incident.detected","time":"2026-03-28T23:30:00.25Z","severity":"info","status":"none","deliveryId":"{{{Messages.Delivery}}}","message":{"subject":"Disk full","text":"Disk full on db-1"}}
        """);

    [Fact]
    public void Write_JsonFull_HasEverything()
    {
        var json = Json(WebhookBodyFormat.Json, Messages.Full);
        json.GetProperty("source").GetString().ShouldBe(Messages.Full.Event.Source);
        json.GetProperty("subject").GetString().ShouldBe(Messages.Full.Event.Subject);
        json.GetProperty("severity").GetString().ShouldBe("critical");
        json.GetProperty("status").GetString().ShouldBe("firing");
        json.GetProperty("tenantId").GetString().ShouldBe("acme");
        json.GetProperty("correlationKey").GetString().ShouldBe("disk/db-1");
        json.GetProperty("labels").GetProperty("größe").GetString().ShouldBe("10 \"GB\"\r\nx");
        json.GetProperty("data").GetProperty("note").GetString().ShouldBe("ü €");
        var aggregate = json.GetProperty("aggregate");
        aggregate.GetProperty("count").GetInt32().ShouldBe(7);
        aggregate.GetProperty("samples")[0].GetProperty("id").GetString().ShouldBe("evt-0");
    }

    [Fact]
    public void Write_StatusOfTheMessage_BeatsTheEvents()
    {
        var resolved = Messages.Full with { Status = NotificationStatus.Resolved };
        Json(WebhookBodyFormat.Json, resolved).GetProperty("status").GetString().ShouldBe("resolved");
        Json(WebhookBodyFormat.CloudEvents, resolved).GetProperty("status").GetString().ShouldBe("resolved");
    }

    [Fact]
    public void Write_IncidentWithData_IsTheLegacyBody()
    {
        var json = Json(WebhookBodyFormat.Incident, Messages.Full);
        json.EnumerateObject().Select(p => p.Name).ShouldBe(["event_type", "timestamp", "incident", "notification_id"]);
        json.GetProperty("event_type").GetString().ShouldBe("incident.detected");
        json.GetProperty("timestamp").GetString().ShouldBe("2026-03-28T23:30:00.25Z");
        json.GetProperty("incident").GetProperty("free").GetInt32().ShouldBe(0);
        json.GetProperty("notification_id").GetString().ShouldBe(Messages.Delivery.ToString());
    }

    [Fact]
    public void Write_IncidentWithoutData_TellsWhatTheEventSays()
    {
        var incident = Json(WebhookBodyFormat.Incident, Messages.Plain).GetProperty("incident");
        incident.GetProperty("id").GetString().ShouldBe("evt-1");
        incident.GetProperty("message").GetString().ShouldBe("Disk full on db-1");
    }

    [Fact]
    public void Write_CloudEvent_HasAttributesAndTheDataAsItIs()
    {
        var json = Json(WebhookBodyFormat.CloudEvents, Messages.Full);
        json.GetProperty("specversion").GetString().ShouldBe("1.0");
        json.GetProperty("id").GetString().ShouldBe("evt-1");
        json.GetProperty("source").GetString().ShouldBe("10.0.0.1%3A9100%20(node%20exporter)");
        json.GetProperty("time").GetString().ShouldBe("2026-03-28T23:30:00.25Z");
        json.GetProperty("traceparent").GetString().ShouldBe(Messages.Full.Event.TraceParent);
        json.GetProperty("datacontenttype").GetString().ShouldBe("application/json");
        json.GetProperty("data").GetRawText().ShouldBe(Messages.Full.Event.Data!.ToString());
        JsonDocument.Parse(json.GetProperty("labels").GetString()!).RootElement.GetProperty("instance").GetString().ShouldBe("db-1");
        json.GetProperty("aggregatecount").GetString().ShouldBe("7");
        json.EnumerateObject().ShouldAllBe(p => p.Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)) && p.Name.Length <= 20);
    }

    [Fact]
    public void Write_CloudEventPlain_HasTheDefaultSourceAndNoEmptyAttribute()
    {
        var json = Json(WebhookBodyFormat.CloudEvents, Messages.Plain);
        json.EnumerateObject().Select(p => p.Name).ShouldBe(["specversion", "id", "source", "type", "time", "severity"]);
        json.GetProperty("source").GetString().ShouldBe("/notifications");
    }

    [Theory]
    [InlineData(WebhookBodyFormat.Json)]
    [InlineData(WebhookBodyFormat.CloudEvents)]
    [InlineData(WebhookBodyFormat.CloudEventsBinary)]
    [InlineData(WebhookBodyFormat.Incident)]
    public void Write_Attempts_GiveTheSameBytes(WebhookBodyFormat format) =>
        Text(format, Messages.Full with { Attempt = 3, Deadline = Messages.Time.AddHours(1) }).ShouldBe(Text(format, Messages.Full));

    [Theory]
    [InlineData(WebhookBodyFormat.Json)]
    [InlineData(WebhookBodyFormat.CloudEvents)]
    [InlineData(WebhookBodyFormat.CloudEventsBinary)]
    [InlineData(WebhookBodyFormat.Incident)]
    public void Write_DataThatIsNoJson_Throws(WebhookBodyFormat format)
    {
        var message = Messages.Plain with { Event = Messages.Plain.Event with { Data = EventData.FromJson("""{"a":1},"x":{""") } };
        Should.Throw<JsonException>(() => Text(format, message));
        Text(format, Messages.Plain); // and the thread's writer is usable again
    }

    [Fact]
    public void Write_DeepData_IsTakenUpToTheLimitOfEvents()
    {
        var data = EventData.FromJson(new string('[', 64) + new string(']', 64));
        Text(WebhookBodyFormat.Json, Messages.Plain with { Event = Messages.Plain.Event with { Data = data } }).ShouldContain("[[[[");
    }

    [Theory]
    [InlineData("Euro € \"100%\" \U0001F600", "Euro%20%E2%82%AC%20%22100%25%22%20%F0%9F%98%80")]
    [InlineData("plain~!#", "plain~!#")]
    [InlineData("a\r\nb", "a%0D%0Ab")]
    public void Encode_CloudEventHeader_FollowsTheHttpBinding(string value, string expected) => CloudEventHeader.Encode(value).ShouldBe(expected);

    [Theory]
    [InlineData("prometheus", "prometheus")]
    [InlineData("/a/b?c=d#e", "/a/b?c=d#e")]
    [InlineData("https://a.example/x", "https://a.example/x")]
    [InlineData("urn:example:1", "urn:example:1")]
    [InlineData("10.0.0.1:9100", "10.0.0.1%3A9100")]
    [InlineData("a b\"<>\\^`{|}", "a%20b%22%3C%3E%5C%5E%60%7B%7C%7D")]
    [InlineData("100%", "100%25")]
    [InlineData("ok%20", "ok%20")]
    [InlineData("a#b#c", "a#b%23c")]
    [InlineData("größe\U0001F600", "gr%C3%B6%C3%9Fe%F0%9F%98%80")]
    public void From_AnyText_IsAUriReference(string text, string expected) => UriReference.From(text).ShouldBe(expected);

    private static JsonElement Json(WebhookBodyFormat format, ChannelMessage message) => JsonDocument.Parse(Text(format, message)).RootElement;

    private static string Text(WebhookBodyFormat format, ChannelMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        WebhookBody.Create(new WebhookOptions { Body = format }).Write(message, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
