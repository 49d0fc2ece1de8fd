using System.Buffers;
using Notifications.Audience;

namespace Notifications.Tests.Audience;

public sealed class ExpansionFormatTests
{
    private static readonly NotificationEvent Event = new() { Type = "notification.request" };

    [Theory]
    [InlineData(null, 1)]
    [InlineData("fr-CA", 2)]
    public void Write_Locale_ComesBackAndRaisesTheVersionOnlyWhenThereIsOne(string? locale, byte version)
    {
        var bytes = Bytes(locale);

        bytes[0].ShouldBe(version);
        var read = ExpansionFormat.Read(bytes, static _ => Event, static _ => null);
        (read.Locale, read.Template, read.Targets[0].Recipient.Value).ShouldBe((locale, "welcome", "42"));
    }

    [Fact]
    public void Read_NewerOrCut_IsRefused()
    {
        var bytes = Bytes("fr-CA");

        for (var length = 0; length < bytes.Length; length++)
            Should.Throw<InvalidDataException>(() => ExpansionFormat.Read(bytes.AsSpan(0, length), static _ => Event, static _ => null));
        bytes[0] = 4;
        Should.Throw<InvalidDataException>(() => ExpansionFormat.Read(bytes, static _ => Event, static _ => null)).Message.ShouldContain("version 4");
    }

    [Theory]
    [InlineData(null, 0, 1)]
    [InlineData("fr-CA", 0, 2)]
    [InlineData(null, 2, 3)]
    [InlineData("fr-CA", 2, 3)]
    public void Write_Interrupted_OldestVersionThatHasIt(string? locale, int interruptions, int version)
    {
        var bytes = Bytes(locale, interruptions);

        bytes[0].ShouldBe((byte)version);
        var read = ExpansionFormat.Read(bytes, static _ => Event, static _ => null);
        (read.Locale, read.Interruptions).ShouldBe((locale, interruptions));
        for (var length = 0; length < bytes.Length; length++)
            Should.Throw<InvalidDataException>(() => ExpansionFormat.Read(bytes.AsSpan(0, length), static _ => Event, static _ => null));
    }

    private static byte[] Bytes(string? locale, int interruptions = 0)
    {
        var output = new ArrayBufferWriter<byte>();
        ExpansionFormat.Write(
            new Expansion
            {
                Id = 1,
                SourceEvent = Event,
                EventNumber = 2,
                AcceptedTicks = 3,
                Targets = [new ExpansionTarget(null, Recipient.User("42"))],
                IsRequest = true,
                Template = "welcome",
                Locale = locale,
                Interruptions = interruptions,
            },
            output);
        return output.WrittenSpan.ToArray();
    }
}
