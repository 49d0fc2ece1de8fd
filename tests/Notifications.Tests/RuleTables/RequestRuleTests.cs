using Notifications.Configuration;
using Notifications.Dispatch;
using Notifications.Publishing;

namespace Notifications.RuleTables;

public sealed class RequestRuleTests
{
    private static readonly NotificationsOptions Options = new();
    private static readonly Channels Known = new([Channel("mail", hasDefault: false), Channel("hook", hasDefault: true)]);
    private static readonly NotificationRequest Good = new() { Channels = ["mail"], Recipients = [Recipient.Address("a@x")], Subject = "s" };

    [Fact]
    public void Check_GoodRequests_Pass()
    {
        Check(Good).ShouldBeNull();
        Check(Good with { Subject = null, Body = "a\r\nb\0" }).ShouldBeNull();
        Check(new NotificationRequest { Channels = ["HOOK"], Body = "b" }).ShouldBeNull();
        Check(new NotificationRequest { Recipients = [Recipient.User("u")], Body = "b" }, hasResolver: true).ShouldBeNull();
    }

    [Fact]
    public void Check_WhatContradictsItself_IsRefused()
    {
        Refuses(Good with { Channels = [], Recipients = [] }, NotificationErrorCode.InvalidRequest, "neither");
        Refuses(Good with { Channels = ["nope"] }, NotificationErrorCode.UnknownName, "nope");
        Refuses(Good with { Recipients = [] }, NotificationErrorCode.InvalidRequest, "destination");
        Refuses(Good with { Channels = [] }, NotificationErrorCode.InvalidRequest, "channel");
        Refuses(Good with { Recipients = [Recipient.User("u")] }, NotificationErrorCode.InvalidRequest, "IRecipientResolver");
        Refuses(Good with { Recipients = [new Recipient((RecipientKind)9, "u")] }, NotificationErrorCode.InvalidRequest, "kind");
        Refuses(Good with { Subject = null }, NotificationErrorCode.InvalidRequest, "content");
        Refuses(Good with { ContentByChannel = new Dictionary<string, NotificationContent> { ["nope"] = Text("s", "t") } }, NotificationErrorCode.UnknownName, "nope");
        Refuses(Good with { Recipients = [.. Enumerable.Repeat(Recipient.Address("a"), 1001)] }, NotificationErrorCode.InvalidRequest, "1000");
    }

    [Fact]
    public void Check_InvalidText_IsRefused()
    {
        foreach (var text in (string[])["a\r\nb", "\ud800", new string('x', 1025)])
        {
            Refuses(Good with { Subject = text }, NotificationErrorCode.InvalidAttribute, "Subject");
            Refuses(Good with { Category = text }, NotificationErrorCode.InvalidAttribute, "Category");
            Refuses(Good with { CorrelationKey = text }, NotificationErrorCode.InvalidAttribute, "CorrelationKey");
            Refuses(Good with { BatchId = text }, NotificationErrorCode.InvalidAttribute, "BatchId");
            Refuses(Good with { TenantId = text }, NotificationErrorCode.InvalidAttribute, "TenantId");
            Refuses(Good with { Recipients = [Recipient.Address(text)] }, NotificationErrorCode.InvalidAttribute, "Recipients");
            Refuses(Good with { ContentByChannel = new Dictionary<string, NotificationContent> { ["mail"] = Text(text, "t") } }, NotificationErrorCode.InvalidAttribute, "ContentByChannel");
        }

        Refuses(Good with { Body = "\udc00" }, NotificationErrorCode.InvalidAttribute, "Body");
        Refuses(Good with { Body = new string('x', Options.MaxBodyLength + 1) }, NotificationErrorCode.TooLarge, "Body");
        Refuses(Good with { Data = EventData.FromJson("{") }, NotificationErrorCode.InvalidData, "Data");
    }

    [Fact]
    public void Check_Locale_IsALanguageTagOrRefused()
    {
        Check(Good with { Locale = "fr-CA" }).ShouldBeNull();
        foreach (var tag in (string[])["", " ", "f", "fr_CA", "fr-", "français", "fr\r\n", "fr\0", "\ud800x", "../fr", new string('a', 4000)])
            Refuses(Good with { Locale = tag }, NotificationErrorCode.InvalidAttribute, "'fr-CA'");
    }

    [Fact]
    public void Check_Nulls_AreRefusedAndNotThrown()
    {
        Refuses(Good with { Recipients = null! }, NotificationErrorCode.InvalidRequest, "Recipients");
        Refuses(Good with { Channels = null! }, NotificationErrorCode.InvalidRequest, "Channels");
        Refuses(Good with { Channels = [null!] }, NotificationErrorCode.InvalidRequest, "Channels");
        Refuses(Good with { Recipients = [null!] }, NotificationErrorCode.InvalidRequest, "Recipients");
        Refuses(Good with { Recipients = [Recipient.Address(null!)] }, NotificationErrorCode.InvalidAttribute, "Recipients");
        Refuses(Good with { Metadata = null! }, NotificationErrorCode.InvalidAttribute, "Metadata");
        Refuses(Good with { ContentByChannel = new Dictionary<string, NotificationContent> { ["mail"] = null! } }, NotificationErrorCode.InvalidRequest, "ContentByChannel");
        Refuses(Good with { ContentByChannel = new Dictionary<string, NotificationContent> { ["mail"] = Text(null!, null!) } }, NotificationErrorCode.InvalidRequest, "ContentByChannel");
        Refuses(Good with { Priority = (Priority)9 }, NotificationErrorCode.InvalidRequest, "Priority");
        Refuses(Good with { Severity = (Severity)9 }, NotificationErrorCode.InvalidRequest, "Severity");
    }

    private static NotificationContent Text(string subject, string text) => new() { Subject = subject, Text = text };

    private static NotificationError? Check(NotificationRequest request, bool hasResolver = false) => RequestRule.Check(request, Known, hasResolver, Options);

    private static void Refuses(NotificationRequest request, NotificationErrorCode code, string mentions)
    {
        var error = Check(request).ShouldNotBeNull();
        error.Code.ShouldBe(code);
        error.Message.ShouldContain(mentions);
    }

    private static ChannelRuntime Channel(string name, bool hasDefault) =>
        new(name, [], new ChannelTraits { HasDefaultDestination = hasDefault }, TimeProvider.System, null!, new RoomSignal());
}
