using System.Text;
using Notifications.Configuration;
using Notifications.Publishing;

namespace Notifications.RuleTables;

public sealed class EventRuleTests
{
    private static readonly NotificationsOptions Options = new();

    public static TheoryData<string> Attributes => ["Type", "Id", "Source", "Subject", "TenantId", "CorrelationKey", "IdempotencyKey", "TraceParent", "Label", "LabelName"];

    [Theory]
    [MemberData(nameof(Attributes))]
    public void Check_AttributeAtItsLimit_Passes(string attribute)
    {
        var limit = attribute == "IdempotencyKey" ? 255 : 1024;

        EventRule.Check(With(attribute, new string('x', limit)), Options).ShouldBeNull();
        Refuses(With(attribute, new string('x', limit + 1)), NotificationErrorCode.InvalidAttribute, $"{limit}");
    }

    [Theory]
    [MemberData(nameof(Attributes))]
    public void Check_InvalidTextInAnyAttribute_IsRefused(string attribute)
    {
        foreach (var text in (string[])["\ud800", "a\ud800b", "\udc00", "a\udc00\ud800", "\ud83d", "x\ud83d\ud83d\ude00"])
            Refuses(With(attribute, text), NotificationErrorCode.InvalidAttribute, "UTF-16");
        foreach (var text in (string[])["a\r\nX-Injected: 1", "\0", "a\u001fb", "\t", "\n", "\u007f", "\u0085", "a\u009fb"])
            Refuses(With(attribute, text), NotificationErrorCode.InvalidAttribute, "control character");
        EventRule.Check(With(attribute, "grün 😀 \u00a0"), Options).ShouldBeNull();
    }

    [Fact]
    public void Check_NoType_IsRefused()
    {
        Refuses(new NotificationEvent { Type = null! }, NotificationErrorCode.InvalidAttribute, "Type");
        Refuses(new NotificationEvent { Type = "" }, NotificationErrorCode.InvalidAttribute, "Type");
    }

    [Fact]
    public void Check_NumbersOutsideTheEnums_AreRefused()
    {
        Refuses(new NotificationEvent { Type = "a", Severity = (Severity)5 }, NotificationErrorCode.InvalidAttribute, "Severity");
        Refuses(new NotificationEvent { Type = "a", Status = (NotificationStatus)4 }, NotificationErrorCode.InvalidAttribute, "Status");
    }

    [Fact]
    public void Check_Labels_AreBoundedAndHaveNamesAndValues()
    {
        Refuses(new NotificationEvent { Type = "a", Labels = null! }, NotificationErrorCode.InvalidAttribute, "Labels");
        Refuses(Labelled(("", "x")), NotificationErrorCode.InvalidAttribute, "empty name");
        Refuses(Labelled(("a", null!)), NotificationErrorCode.InvalidAttribute, "a");
        EventRule.Check(Labelled(("a", "")), Options).ShouldBeNull();
        EventRule.Check(Labelled([.. Enumerable.Range(0, 64).Select(static i => ($"l{i}", "v"))]), Options).ShouldBeNull();
        Refuses(Labelled([.. Enumerable.Range(0, 65).Select(static i => ($"l{i}", "v"))]), NotificationErrorCode.InvalidAttribute, "64");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\udc00\":1}")]
    [InlineData("[\"ok\",\"\\ud83d\\ud83d\"]")]
    public void Check_DataThatIsNoJson_IsRefused(string json) => Refuses(new NotificationEvent { Type = "a", Data = EventData.FromJson(json) }, NotificationErrorCode.InvalidData, "Data");

    [Fact]
    public void Check_DataWithInvalidUtf8_IsRefused()
    {
        foreach (var bytes in (byte[][])[[0xC3], [0xFF, 0xFE], [0xED, 0xA0, 0x80], [0xC0, 0xAF]])
        {
            byte[] json = [(byte)'"', .. bytes, (byte)'"'];
            Refuses(new NotificationEvent { Type = "a", Data = EventData.FromUtf8(json) }, NotificationErrorCode.InvalidData, "Data");
        }
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(100, false)]
    [InlineData(100_000, false)]
    public void Check_NestedData_IsBounded(int depth, bool passes)
    {
        var error = EventRule.Check(new NotificationEvent { Type = "a", Data = EventData.FromJson(new string('[', depth) + new string(']', depth)) }, Options);

        (error is null).ShouldBe(passes);
        if (!passes)
            error!.Code.ShouldBe(NotificationErrorCode.InvalidData);
    }

    [Fact]
    public void Check_LargeData_IsBoundedBeforeItIsRead()
    {
        EventRule.Check(new NotificationEvent { Type = "a", Data = Text(Options.MaxEventBytes) }, Options).ShouldBeNull();
        Refuses(new NotificationEvent { Type = "a", Data = Text(Options.MaxEventBytes + 1) }, NotificationErrorCode.TooLarge, "MaxEventBytes");
    }

    private static EventData Text(int bytes) => EventData.FromUtf8(Encoding.UTF8.GetBytes($"\"{new string('x', bytes - 2)}\""));

    private static NotificationEvent Labelled(params (string Name, string Value)[] labels) =>
        new() { Type = "a", Labels = labels.ToDictionary(static l => l.Name, static l => l.Value) };

    private static NotificationEvent With(string attribute, string text) => attribute switch
    {
        "Type" => new() { Type = text },
        "Id" => new() { Type = "a", Id = text },
        "Source" => new() { Type = "a", Source = text },
        "Subject" => new() { Type = "a", Subject = text },
        "TenantId" => new() { Type = "a", TenantId = text },
        "CorrelationKey" => new() { Type = "a", CorrelationKey = text },
        "IdempotencyKey" => new() { Type = "a", IdempotencyKey = text },
        "TraceParent" => new() { Type = "a", TraceParent = text },
        "Label" => Labelled(("a", text)),
        _ => Labelled((text, "a")),
    };

    private static void Refuses(NotificationEvent e, NotificationErrorCode code, string mentions)
    {
        var error = EventRule.Check(e, Options).ShouldNotBeNull();
        error.Code.ShouldBe(code);
        error.Message.ShouldContain(mentions);
        error.Message.ShouldNotContain("\n");
    }
}
