using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Notifications.PagerDuty.Events;
using Notifications.PagerDuty.Tests.Support;

namespace Notifications.PagerDuty.Tests.Events;

public sealed class EventWriterTests
{
    private static readonly EventWriter Writer = new(new PagerDutyOptions());

    [Theory]
    [InlineData(NotificationStatus.None, "trigger")]
    [InlineData(NotificationStatus.Firing, "trigger")]
    [InlineData(NotificationStatus.Acknowledged, "acknowledge")]
    [InlineData(NotificationStatus.Resolved, "resolve")]
    public void Write_Status_IsItsAction(NotificationStatus status, string expected) =>
        Write(Messages.Plain with { Status = status }).GetProperty("event_action").GetString().ShouldBe(expected);

    [Theory]
    [InlineData(Severity.Critical, "critical")]
    [InlineData(Severity.High, "error")]
    [InlineData(Severity.Medium, "warning")]
    [InlineData(Severity.Low, "info")]
    [InlineData(Severity.Info, "info")]
    public void Write_Severity_IsAsPagerDutyCallsIt(Severity severity, string expected) =>
        Payload(Messages.WithEvent(e => e with { Severity = severity })).GetProperty("severity").GetString().ShouldBe(expected);

    [Theory]
    [InlineData("db-1", "disk", "db-1")]
    [InlineData(null, "disk", "disk")]
    [InlineData(" ", "", "notifications")]
    public void Write_Source_IsAlwaysThere(string? source, string? subject, string expected) =>
        Payload(Messages.WithEvent(e => e with { Source = source, Subject = subject })).GetProperty("source").GetString().ShouldBe(expected);

    [Theory]
    [InlineData("Disk full", "text", "Disk full")]
    [InlineData("", "text", "text")]
    [InlineData(" ", "", "incident.detected")]
    public void Write_Summary_IsAlwaysThere(string subject, string text, string expected) =>
        Payload(Messages.Plain with { Content = new NotificationContent { Subject = subject, Text = text } }).GetProperty("summary").GetString().ShouldBe(expected);

    [Fact]
    public void Write_LongSummaryOfEmoji_HasAllThatFits()
    {
        var summary = Payload(Messages.Plain with { Content = new NotificationContent { Subject = new string('a', 1) + string.Concat(Enumerable.Repeat("🔥", 2_000)), Text = "t" } })
            .GetProperty("summary").GetString()!;
        summary.EnumerateRunes().Count().ShouldBe(1_024);
        summary.ShouldEndWith("🔥…");
    }

    [Fact]
    public void Write_LabelsAndType_AreComponentGroupAndClass()
    {
        var writer = new EventWriter(new PagerDutyOptions { ComponentLabel = "service", GroupLabel = "", ClassLabel = "none" });
        var labels = LabelSet.From(new Dictionary<string, string>(StringComparer.Ordinal) { ["service"] = "mysql", ["group"] = "g", ["component"] = "c" });
        var payload = Write(Messages.WithEvent(e => e with { Labels = labels }), writer).GetProperty("payload");
        payload.GetProperty("component").GetString().ShouldBe("mysql");
        payload.TryGetProperty("group", out _).ShouldBeFalse();
        payload.GetProperty("class").GetString().ShouldBe("incident.detected");
    }

    [Fact]
    public void Write_Actions_LinksAreLinksAndTheOthersAreLeftOut()
    {
        var content = Messages.Plain.Content with
        {
            Actions =
            [
                new() { Label = "Runbook", Url = "https://wiki.acme.com/größe?a=b c" },
                new() { Label = "Acknowledge", Name = "acknowledge", Value = "4711" },
                new() { Label = "Bad", Url = "javascript:alert(1)" },
                new() { Label = "Relative", Url = "/incidents/4711" },
                new() { Label = "Password", Url = "https://user:secret@acme.com/" },
                new() { Label = "Graph", Url = "http://graphs.acme.com/" },
            ],
        };
        Write(Messages.Plain with { Content = content }).GetProperty("links").GetRawText().ShouldBe(
            """[{"href":"https://wiki.acme.com/gr%C3%B6%C3%9Fe?a=b%20c","text":"Runbook"},{"href":"http://graphs.acme.com/","text":"Graph"}]""");
        Write(Messages.Plain).TryGetProperty("links", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://graphs.acme.com/render?panel=2", """[{"src":"https://graphs.acme.com/render?panel=2","alt":"disk"}]""")]
    [InlineData("http://graphs.acme.com/", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("https://user:secret@acme.com/", null)]
    [InlineData("", null)]
    public void Write_ImageLabel_IsAnImageWhenItIsHttps(string address, string? expected)
    {
        var labels = LabelSet.From(new Dictionary<string, string>(StringComparer.Ordinal) { ["image_url"] = address });
        var message = Messages.WithEvent(e => e with { Labels = labels }) with { Content = new NotificationContent { Subject = "disk", Text = "disk" } };
        var written = Write(message);
        (written.TryGetProperty("images", out var images) ? images.GetRawText() : null).ShouldBe(expected);
    }

    [Fact]
    public void Write_HundredKilobytesOfText_FitsWhole()
    {
        var text = string.Concat(Enumerable.Repeat("💥é\r\n", 20_000));
        Payload(Messages.Plain with { Content = new NotificationContent { Subject = "s", Text = text } })
            .GetProperty("custom_details").GetProperty("text").GetString().ShouldBe(text);
    }

    [Fact]
    public void Write_TooManyLabels_ArePartlyLeftOutWithANote()
    {
        var details = Payload(Messages.WithEvent(static e => e with { Labels = Messages.Labels(200, 5_000) })).GetProperty("custom_details");
        details.GetProperty("note").GetString()!.ShouldStartWith("Shortened: the whole event has 1,0");
        var labels = details.GetProperty("labels");
        labels.EnumerateObject().Count().ShouldBe(65);
        labels.GetProperty("label_000").GetString()!.Length.ShouldBe(1_024);
        labels.GetProperty("…").GetString().ShouldBe("and 136 more");
    }

    [Fact]
    public void Write_TooLargeData_IsLeftOutAtLast()
    {
        // Objects in objects, so that the bounds of each leave too much.
        var inner = "{" + string.Join(',', Enumerable.Range(0, 60).Select(static i => $"\"{i}\":\"{new string('x', 300)}\"")) + "}";
        var data = "{" + string.Join(',', Enumerable.Range(0, 60).Select(i => $"\"{i}\":{inner}")) + "}";
        var details = Payload(Messages.WithEvent(e => e with { Data = EventData.FromJson(data) })).GetProperty("custom_details");
        details.TryGetProperty("data", out _).ShouldBeFalse();
        details.GetProperty("note").GetString()!.ShouldEndWith("data and samples were left out.");
    }

    [Fact]
    public void Write_TheSameMessage_GivesTheSameBytes() => Bytes(Messages.Full, Writer).ShouldBe(Bytes(Messages.Full with { Attempt = 3 }, Writer));

    [Fact]
    public void Write_AnyMessage_IsAValidEventWithinTheLimit()
    {
        var texts = Gen.Elements("a", "🔥", "\ud83d", "\0", "\"", "\\", "\u2028", "<", "\n").ArrayOf().Select(string.Concat);
        var messages = from text in texts
                       from times in Gen.Elements(1, 100, 20_000)
                       from labels in Gen.Choose(0, 200)
                       from length in Gen.Elements(1, 300, 3_000)
                       from depth in Gen.Choose(0, 31)
                       from status in Gen.Elements(Enum.GetValues<NotificationStatus>())
                       select Messages.Full with
                       {
                           Status = status,
                           CorrelationKey = text,
                           Content = new NotificationContent
                           {
                               Subject = text,
                               Text = string.Concat(Enumerable.Repeat(text, times)),
                               Actions = [.. Enumerable.Repeat(new NotificationAction { Label = text, Url = "https://acme.com/" + new string('ö', Math.Min(labels, 25) * 10) }, 30)],
                           },
                           Event = Messages.Full.Event with
                           {
                               Source = text,
                               Subject = text,
                               TenantId = text,
                               Labels = Messages.Labels(labels, length),
                               Data = EventData.FromJson(string.Concat(Enumerable.Repeat("{\"\\ud83d\":[", depth)) + $"\"{new string('d', length * 100)}\"" + string.Concat(Enumerable.Repeat("]}", depth))),
                           },
                       };
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100), Prop.ForAll(messages.ToArbitrary(), static message =>
        {
            var bytes = Bytes(message, Writer);
            var errors = PagerDutyEventRules.FindErrors(JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 128 }).RootElement);
            errors.ShouldBeEmpty();
            return bytes.Length <= EventWriter.MaxBytes;
        }));
    }

    private static JsonElement Payload(ChannelMessage message) => Write(message).GetProperty("payload");

    private static JsonElement Write(ChannelMessage message, EventWriter? writer = null)
    {
        var bytes = Bytes(message, writer ?? Writer);
        bytes.Length.ShouldBeLessThanOrEqualTo(EventWriter.MaxBytes);
        var root = JsonDocument.Parse(new UTF8Encoding(false, true).GetString(bytes)).RootElement;
        PagerDutyEventRules.FindErrors(root).ShouldBeEmpty();
        return root;
    }

    private static byte[] Bytes(ChannelMessage message, EventWriter writer)
    {
        using var content = new EventContent();
        writer.Write(message, FakePagerDuty.Key, DedupKeyRule.Of(message), content);
        return content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
    }
}
