using System.Buffers;
using System.Text;

namespace Notifications.Storage;

public sealed class RecordCodecTests
{
    public static TheoryData<long, int> Numbers { get; } = new()
    {
        { 0, 1 }, { -1, 1 }, { 63, 1 }, { 64, 2 }, { -64, 1 }, { -65, 2 }, { int.MaxValue, 5 }, { long.MaxValue, 10 }, { long.MinValue, 10 },
    };

    public static TheoryData<string> Damages { get; } = ["", "00", "02", "01FF", "0103FFFE", "01000000FFFFFFFFFFFFFFFFFFFF7F"];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Int_AnyValue_ComesBackInFewBytes(long value, int bytes)
    {
        var output = new ArrayBufferWriter<byte>();
        new RecordWriter(output).Int(value);

        output.WrittenCount.ShouldBe(bytes);
        new RecordReader(output.WrittenSpan).Int().ShouldBe(value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("žluťoučký 🦄 \0")]
    public void Text_NullEmptyAndUnicode_StayApart(string? text)
    {
        var output = new ArrayBufferWriter<byte>();
        new RecordWriter(output).Text(text);

        var reader = new RecordReader(output.WrittenSpan);
        reader.Text().ShouldBe(text);
        reader.End();
    }

    [Fact]
    public void Text_LoneSurrogate_IsRefused() =>
        Should.Throw<EncoderFallbackException>(static () => new RecordWriter(new ArrayBufferWriter<byte>()).Text("a\ud800"));

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z")]
    [InlineData("2026-03-29T01:30:00.1234567+13:45")]
    [InlineData("2026-03-29T01:30:00-09:30")]
    public void Time_AnyOffset_ComesBackExactly(string text)
    {
        var time = DateTimeOffset.Parse(text);
        var output = new ArrayBufferWriter<byte>();
        new RecordWriter(output).Time(time);

        new RecordReader(output.WrittenSpan).Time().EqualsExact(time).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public void Event_DamagedBytes_SayWhere(string hex)
    {
        var bytes = Convert.FromHexString(hex);

        var error = Should.Throw<InvalidDataException>(() => new RecordReader(bytes).Event());

        error.Message.ShouldContain("at byte");
    }

    [Fact]
    public void Count_MoreThanTheBytesLeft_AllocatesNothing()
    {
        var output = new ArrayBufferWriter<byte>();
        new RecordWriter(output).Count(int.MaxValue);

        Should.Throw<InvalidDataException>(() => new RecordReader(output.WrittenSpan).Labels());
    }

    [Fact]
    public void Int_ElevenBytes_IsRefused() =>
        Should.Throw<InvalidDataException>(static () => new RecordReader(Enumerable.Repeat((byte)0x80, 20).ToArray()).Int());

    [Fact]
    public void Event_RandomEvents_ComeBackEqualAndNoTruncationPasses()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var accepted = RandomRecords.Accepted(new Random(seed));
            var bytes = RecordBytes.Of(accepted);

            var reader = new RecordReader(bytes);
            var read = reader.Accepted();
            reader.End();
            RandomRecords.ShouldBeSame(read, accepted);
            EveryTruncationThrows(bytes, static (ref RecordReader r) => r.Accepted());
        }
    }

    [Fact]
    public void Aggregate_RandomSummaries_ComeBackEqualAndNoTruncationPasses()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var summary = RandomRecords.Summary(new Random(seed));
            var output = new ArrayBufferWriter<byte>();
            new RecordWriter(output).Aggregate(summary);

            var read = new RecordReader(output.WrittenSpan).Aggregate().ShouldNotBeNull();
            (read.Count, read.First, read.Last, read.Samples.Count).ShouldBe((summary.Count, summary.First, summary.Last, summary.Samples.Count));
            EveryTruncationThrows(output.WrittenSpan.ToArray(), static (ref RecordReader r) => r.Aggregate());
        }
    }

    [Fact]
    public void Aggregate_None_ComesBackAsNull()
    {
        var output = new ArrayBufferWriter<byte>();
        new RecordWriter(output).Aggregate(null);

        new RecordReader(output.WrittenSpan).Aggregate().ShouldBeNull();
    }

    [Fact]
    public void Content_EveryForm_ComesBackEqual()
    {
        var content = new NotificationContent { Subject = "s", Text = "t", Html = "<b>t</b>", Blocks = EventData.FromJson("[1]") };
        var output = new ArrayBufferWriter<byte>();
        new RecordWriter(output).Content(content);

        new RecordReader(output.WrittenSpan).Content().ShouldBe(content);
        EveryTruncationThrows(output.WrittenSpan.ToArray(), static (ref RecordReader r) => r.Content());
    }

    [Fact]
    public void Content_WithAttachmentsAndAddressing_ComesBackEqual()
    {
        foreach (var content in RichContents())
        {
            var output = new ArrayBufferWriter<byte>();
            new RecordWriter(output).Content(content);

            output.WrittenSpan[0].ShouldBe((byte)2);
            new RecordReader(output.WrittenSpan).Content().ShouldBe(content);
            EveryTruncationThrows(output.WrittenSpan.ToArray(), static (ref RecordReader r) => r.Content());
        }
    }

    [Fact]
    public void Content_WithActions_ComesBackEqual()
    {
        NotificationAction[] actions = [new() { Label = "Öffnen", Url = "https://x/1" }, new() { Label = "Ack", Name = "ack", Value = "7", Style = NotificationActionStyle.Danger }];
        foreach (var content in RichContents().Append(new NotificationContent { Subject = "s", Text = "t" }).Select(c => c with { Actions = actions }))
        {
            var output = new ArrayBufferWriter<byte>();
            new RecordWriter(output).Content(content);

            output.WrittenSpan[0].ShouldBe((byte)3);
            new RecordReader(output.WrittenSpan).Content().ShouldBe(content);
            EveryTruncationThrows(output.WrittenSpan.ToArray(), static (ref RecordReader r) => r.Content());
        }
    }

    [Fact]
    public void Content_WithoutAttachments_IsWrittenAsTheFirstReleaseDid()
    {
        var output = new ArrayBufferWriter<byte>();
        new RecordWriter(output).Content(new NotificationContent { Subject = "s", Text = "t" });

        output.WrittenSpan.ToArray().ShouldBe([1, 2, (byte)'s', 2, (byte)'t', 0, 0]);
    }

    private static IEnumerable<NotificationContent> RichContents()
    {
        var plain = new NotificationContent { Subject = "s", Text = "t" };
        yield return plain with
        {
            Attachments =
            [
                new() { Name = "größe.png", ContentType = "image/png", ContentId = "logo", Content = new byte[] { 1, 2, 3 } },
                new() { Name = "report.pdf", Reference = "blob/1" },
            ],
        };
        yield return plain with { Addressing = new() };
        yield return plain with { Addressing = new() { Cc = ["a@x", "b@x"], Bcc = ["c@x"], ReplyTo = "d@x", UnsubscribeUrl = "https://x/u" } };
    }

    [Fact]
    public void RandomDamage_ByteFlipped_IsReadOrRefusedButNeverHarmful()
    {
        var random = new Random(7);
        var bytes = RecordBytes.Of(RandomRecords.Accepted(random));
        for (var i = 0; i < 20_000; i++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                new RecordReader(damaged).Accepted();
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    private static void EveryTruncationThrows(byte[] bytes, Read read)
    {
        for (var length = 0; length < bytes.Length; length++)
        {
            var truncated = bytes[..length];
            Should.Throw<InvalidDataException>(() =>
            {
                var reader = new RecordReader(truncated);
                read(ref reader);
                reader.End();
            });
        }
    }

    private delegate object? Read(ref RecordReader reader);
}
