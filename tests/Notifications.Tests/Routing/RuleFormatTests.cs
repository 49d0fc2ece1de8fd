using Notifications.Configuration;
using Notifications.EventTypes;
using Notifications.Routing;

namespace Notifications.Tests.Routing;

public sealed class RuleFormatTests
{
    private static readonly RuleDocument Full = new()
    {
        Name = "r",
        Mode = ChannelMix.FirstThatSucceeds,
        DeliveryPriority = Priority.Critical,
        Category = "ops",
        Template = "alert",
        TemplateVariables = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "1", ["b"] = "2" },
        Deduplicate = TimeSpan.FromMinutes(5),
        Targets =
        [
            new RuleTarget { Channel = "chat", Destination = "#ops" },
            new RuleTarget { Recipient = Recipient.User("anna") },
            new RuleTarget { Channel = "mail", RecipientExpression = "event.data.mail", ExpressionKind = RecipientKind.Address },
        ],
        Fallback = [new RuleTarget { Channel = "mail" }],
        Actions = [new RuleAction { Label = "Open", Url = "https://example.com/", Style = NotificationActionStyle.Danger, Statuses = [NotificationStatus.Firing] }, new RuleAction { Label = "Ack", Name = "acknowledge", Value = "1" }],
    };

    [Fact]
    public void Read_WhatWasWritten_IsTheSameRule()
    {
        var bytes = RuleFormat.Write(Compile(Full));

        var read = RuleFormat.ReadDocument(bytes, out var inCode);

        inCode.ShouldBe(0);
        read.ShouldBeEquivalentTo(Full with { Actions = read.Actions, Targets = read.Targets, Fallback = read.Fallback });
        read.Targets.ShouldBe(Full.Targets);
        read.Fallback.ShouldBe(Full.Fallback);
        RuleFormat.Write(Compile(read)).ShouldBe(bytes);
        RuleFormat.Read(bytes).Name.ShouldBe("r");
    }

    [Fact]
    public void Write_TargetsInCode_AreCountedAndLeftOut()
    {
        var rule = new RuleDocument
        {
            Name = "r",
            Targets = [new RuleTarget { Channel = "chat", DestinationSelector = static _ => "#x" }, new RuleTarget { Channel = "mail" }],
            Fallback = [new RuleTarget { RecipientSelector = static _ => [] }],
            Actions = [new RuleAction { Label = "Open", UrlSelector = static _ => null }],
        };

        var read = RuleFormat.ReadDocument(RuleFormat.Write(Compile(rule)), out var inCode);

        inCode.ShouldBe(2);
        read.Targets.ShouldHaveSingleItem().Channel.ShouldBe("mail");
        read.Fallback.ShouldBeEmpty();
        read.Actions.ShouldBeEmpty();
    }

    [Fact]
    public void Read_CutOrNewer_IsRefused()
    {
        var bytes = RuleFormat.Write(Compile(Full));
        for (var length = 0; length < bytes.Length; length++)
            Should.Throw<InvalidDataException>(() => RuleFormat.ReadDocument(bytes.AsSpan(0, length), out _));
        bytes[0] = 2;
        Should.Throw<InvalidDataException>(() => RuleFormat.Read(bytes)).Message.ShouldContain("version 2");
    }

    private static CompiledRule Compile(RuleDocument document)
    {
        var errors = new ErrorList();
        var rule = RuleCompiler.Compile([document], new EventTypeRegistry([]), errors).Rules[0];
        errors.ToArray().ShouldBeEmpty();
        return rule;
    }
}
