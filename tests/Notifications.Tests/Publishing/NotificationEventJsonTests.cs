using System.Text;
using Notifications.Publishing;

namespace Notifications.Tests.Publishing;

public sealed class NotificationEventJsonTests
{
    [Fact]
    public void TryRead_CloudEvent_TakesAttributesAndExtensions()
    {
        var e = Read("""
            {"specversion":"1.0","id":"a-1","source":"/prometheus","type":"alert.HighLoad","subject":"s1","time":"2026-01-31T12:00:00.5+01:00",
             "severity":"warning","status":"firing","tenantid":"acme","correlationkey":"k","idempotencykey":"i","traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
             "datacontenttype":"application/json","otherextension":7,"data":{"labels":{"b":"2","a":"1"},"value":3}}
            """);

        e.Type.ShouldBe("alert.HighLoad");
        e.Id.ShouldBe("a-1");
        e.Source.ShouldBe("/prometheus");
        e.Subject.ShouldBe("s1");
        e.Time.ShouldBe(new DateTimeOffset(2026, 1, 31, 11, 0, 0, 500, TimeSpan.Zero));
        e.Severity.ShouldBe(Severity.Medium);
        e.Status.ShouldBe(NotificationStatus.Firing);
        e.TenantId.ShouldBe("acme");
        e.CorrelationKey.ShouldBe("k");
        e.IdempotencyKey.ShouldBe("i");
        e.TraceParent.ShouldBe("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        e.Labels.ShouldBe(new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }, ignoreOrder: true);
        e.Data!.ToString().ShouldBe("""{"labels":{"b":"2","a":"1"},"value":3}""");
    }

    [Fact]
    public void TryRead_PlainForm_TakesMembersInCamelCase()
    {
        var e = Read("""
            {"type":"order.failed","severity":"P0","status":"Closed","tenantId":"t","labels":{"shop":"1"},"correlationKey":"c","idempotencyKey":"i",
             "traceParent":"p","data":[1,2],"unknown":{"deep":[{}]},"id":null}
            """);

        e.Severity.ShouldBe(Severity.Critical);
        e.Status.ShouldBe(NotificationStatus.Resolved);
        e.TenantId.ShouldBe("t");
        e.Labels["shop"].ShouldBe("1");
        e.CorrelationKey.ShouldBe("c");
        e.IdempotencyKey.ShouldBe("i");
        e.TraceParent.ShouldBe("p");
        e.Data!.ToString().ShouldBe("[1,2]");
        e.Id.ShouldBeNull();
        e.Time.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"type":"t","data":{"labels":{"a":"1"}}}""")]
    [InlineData("""{"specversion":"1.0","type":"t","data":{"labels":{"a":1}}}""")]
    [InlineData("""{"specversion":"1.0","type":"t","data":{"labels":["a"]}}""")]
    [InlineData("""{"specversion":"1.0","type":"t","data":"labels"}""")]
    [InlineData("""{"specversion":"1.0","type":"t","data":{"inner":{"labels":{"a":"1"}}}}""")]
    public void TryRead_DataWithoutLabelsOfACloudEvent_HasNone(string json) => Read(json).Labels.Count.ShouldBe(0);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("17")]
    [InlineData("null")]
    [InlineData("""{"type":"t" """)]
    [InlineData("""{"type":"t"}{"type":"u"}""")]
    [InlineData("""{"type":"\ud800"}""")]
    [InlineData("""{"\ud800":1,"type":"t"}""")]
    public void TryRead_NoJsonObject_IsInvalidData(string json) => Refuse(json).Code.ShouldBe(NotificationErrorCode.InvalidData);

    [Theory]
    [InlineData("{}", "type is missing")]
    [InlineData("""{"type":""}""", "type is missing")]
    [InlineData("""{"type":null}""", "type is missing")]
    [InlineData("""{"type":5}""", "Type is a number")]
    [InlineData("""{"type":"t","id":{}}""", "Id is an object")]
    [InlineData("""{"type":"t","severity":"loud"}""", "severity is 'loud'")]
    [InlineData("""{"type":"t","severity":3}""", "Severity is a number")]
    [InlineData("""{"type":"t","status":"odd"}""", "status is 'odd'")]
    [InlineData("""{"type":"t","time":"yesterday"}""", "time is 'yesterday'")]
    [InlineData("""{"type":"t","time":"2026-01-31T12:00:00"}""", "RFC 3339")]
    [InlineData("""{"type":"t","time":"2026-13-31T12:00:00Z"}""", "RFC 3339")]
    [InlineData("""{"type":"t","type":"u"}""", "type is given twice")]
    [InlineData("""{"type":"t","tenantid":"a","tenantId":"b"}""", "tenantId is given twice")]
    [InlineData("""{"type":"t","labels":{"a":"1","a":"2"}}""", "labels has 'a' twice")]
    [InlineData("""{"type":"t","labels":{"a":1}}""", "labels['a'] is not a text")]
    [InlineData("""{"type":"t","labels":[]}""", "labels is a list")]
    [InlineData("""{"specversion":"1.0","type":"t","data":{"labels":{"a":"1","a":"2"}}}""", "data.labels has 'a' twice")]
    [InlineData("""{"specversion":"0.3","type":"t"}""", "only CloudEvents 1.0")]
    [InlineData("""{"specversion":"1.0","type":"t","data_base64":"AA=="}""", "send JSON")]
    public void TryRead_WrongMember_IsInvalidAttributeWithTheFix(string json, string part)
    {
        var error = Refuse(json);

        error.Code.ShouldBe(NotificationErrorCode.InvalidAttribute);
        error.Message.ShouldContain(part);
    }

    [Fact]
    public void TryRead_InvalidUtf8_IsInvalidData()
    {
        byte[] bytes = [.. """{"type":"t","subject":" """u8, 0xC3, 0x28, .. "\"}"u8];

        NotificationEventJson.TryRead(bytes, out _, out var error).ShouldBeFalse();

        error!.Code.ShouldBe(NotificationErrorCode.InvalidData);
    }

    [Fact]
    public void TryRead_TooDeep_IsInvalidData() =>
        Refuse($$"""{"type":"t","data":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}""").Code.ShouldBe(NotificationErrorCode.InvalidData);

    [Fact]
    public void TryRead_AnyCut_NeverThrows()
    {
        var whole = Encoding.UTF8.GetBytes("""{"specversion":"1.0","type":"ä","time":"2026-01-31T12:00:00Z","data":{"labels":{"a":"ü"}}}""");
        for (var length = 0; length < whole.Length; length++)
            NotificationEventJson.TryRead(whole.AsSpan(0, length), out _, out _).ShouldBeFalse();
        for (var at = 0; at < whole.Length; at++)
        {
            for (var b = 0; b < 256; b += 17)
            {
                var changed = (byte[])whole.Clone();
                changed[at] = (byte)b;
                (NotificationEventJson.TryRead(changed, out var e, out var error) ? e is not null : error is not null).ShouldBeTrue();
            }
        }
    }

    private static NotificationEvent Read(string json)
    {
        NotificationEventJson.TryRead(Encoding.UTF8.GetBytes(json), out var e, out var error).ShouldBeTrue(error?.ToString());
        return e!;
    }

    private static NotificationError Refuse(string json)
    {
        NotificationEventJson.TryRead(Encoding.UTF8.GetBytes(json), out var e, out var error).ShouldBeFalse();
        e.ShouldBeNull();
        return error!;
    }
}
