using Microsoft.Extensions.DependencyInjection;
using Notifications.Conformance.Engine;
using Notifications.Publishing;
using Notifications.Testing;

namespace Notifications.Tests.Publishing;

/// <summary>What travels beside the text of a request.</summary>
public sealed class AttachmentTests : EngineTest
{
    private static readonly NotificationAttachment Report = new() { Name = "report.pdf", ContentType = "application/pdf", Content = new byte[] { 1, 2, 3 } };

    [Theory, BothStores]
    public async Task Send_WithAttachments_ArriveAtTheChannel(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => n.AddRecordingChannel("mail"));
        var bytes = new byte[] { 1, 2, 3 };
        var addressing = new MessageAddressing { Cc = ["c@example.com"], ReplyTo = "r@example.com" };

        await engine.SendAsync(Request() with { Attachments = [Report with { Content = bytes }, new() { Name = "log.txt", Reference = "logs/1" }], Addressing = addressing });
        bytes[0] = 99;

        var content = engine.Channel("mail").ShouldHaveDeliveredOnce().Content;
        content.Attachments.ShouldBe([Report, new() { Name = "log.txt", Reference = "logs/1" }]);
        content.Addressing.ShouldBe(addressing);
    }

    [Theory, BothStores]
    public async Task Send_SameKeyOtherAttachment_IsAConflict(StoreMode mode)
    {
        var engine = await StartAsync(mode, static n => n.AddRecordingChannel("mail"));
        var request = Request() with { IdempotencyKey = "k", Attachments = [Report] };

        (await engine.SendAsync(request)).Kind.ShouldBe(RequestKind.Accepted);
        (await engine.SendAsync(request)).Kind.ShouldBe(RequestKind.Duplicate);
        (await engine.SendAsync(request with { Attachments = [Report with { Content = new byte[] { 4 } }] })).Error!.Code.ShouldBe(NotificationErrorCode.IdempotencyConflict);
        (await engine.SendAsync(request with { Addressing = new() { Cc = ["c@example.com"] } })).Error!.Code.ShouldBe(NotificationErrorCode.IdempotencyConflict);
    }

    public static TheoryData<string, NotificationAttachment?> BadAttachments() => new()
    {
        { "null", null },
        { "Name is missing", Report with { Name = "" } },
        { "control character", Report with { Name = "a\r\nX: y" } },
        { "UTF-16", Report with { Name = "\ud800" } },
        { "media type", Report with { ContentType = "application" } },
        { "media type", Report with { ContentType = "text/plain; name=x" } },
        { "media type", Report with { ContentType = "text/plain\r\n" } },
        { "no id", Report with { ContentId = "a>b" } },
        { "no id", Report with { ContentId = "" } },
        { "both", Report with { Reference = "r" } },
        { "1048576", Report with { Content = new byte[(1 << 20) + 1] } },
    };

    [Theory]
    [MemberData(nameof(BadAttachments))]
    public void Check_BadAttachment_SaysWhat(string says, NotificationAttachment? attachment) =>
        AttachmentRule.Check(string.Empty, [attachment!], null)!.Message.ShouldContain(says);

    [Fact]
    public void Check_TooMany_SaysHowMany() =>
        AttachmentRule.Check(string.Empty, [.. Enumerable.Repeat(Report, 33)], null)!.Message.ShouldContain("33");

    public static TheoryData<string, MessageAddressing> BadAddressings() => new()
    {
        { "null", new() { Cc = null! } },
        { "101", new() { Cc = [.. Enumerable.Repeat("a@x", 60)], Bcc = [.. Enumerable.Repeat("a@x", 41)] } },
        { "empty", new() { Bcc = [""] } },
        { "control character", new() { Cc = ["a@x\r\nBcc: b@x"] } },
        { "control character", new() { ReplyTo = "a\0" } },
        { "control character", new() { UnsubscribeUrl = "https://x/\n" } },
    };

    [Theory]
    [MemberData(nameof(BadAddressings))]
    public void Check_BadAddressing_SaysWhat(string says, MessageAddressing addressing) =>
        AttachmentRule.Check(string.Empty, [], addressing)!.Message.ShouldContain(says);

    private static NotificationRequest Request() => new() { Recipients = [Recipient.Address("anna@example.com")], Channels = ["mail"], Subject = "Hello", Body = "World" };
}
