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
        bytes[0] = 3;
        Should.Throw<InvalidDataException>(() => ExpansionFormat.Read(bytes, static _ => Event, static _ => null)).Message.ShouldContain("version 3");
    }

    private static byte[] Bytes(string? locale)
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
            },
            output);
        return output.WrittenSpan.ToArray();
    }
}
