using System.Text;
using Notifications.Email.Mime;
using Notifications.Email.Smtp;

namespace Notifications.Email.Tests.Mime;

/// <summary>The encodings against those of the framework, in pieces of all sizes.</summary>
public sealed class EncodingTests
{
    [Fact]
    public void Base64Lines_AnyLength_IsThatOfTheFramework()
    {
        for (var length = 0; length < 700; length++)
        {
            var source = Bytes(length);
            var target = new byte[Base64Lines.EncodedLength(length) + 2];
            var written = Base64Lines.Encode(source, target, isFirst: true);
            Encoding.ASCII.GetString(target, 0, written).ShouldBe(Convert.ToBase64String(source, Base64FormattingOptions.InsertLineBreaks));
            written.ShouldBe((int)Base64Lines.EncodedLength(length));
        }
    }

    [Fact]
    public void Base64Lines_RandomBytesOfAnyLength_AreTheSameOnAnyProcessor()
    {
        var random = new Random(7);
        for (var length = 1; length < 3_000; length += length < 300 ? 1 : 13)
        {
            var source = new byte[length];
            random.NextBytes(source);
            var expected = Convert.ToBase64String(source, Base64FormattingOptions.InsertLineBreaks);

            // No byte more than it says it needs, and none is touched behind that.
            var target = new byte[Base64Lines.EncodedLength(length) + 2];
            Encoding.ASCII.GetString(target, 0, Base64Lines.EncodePortable(source, target)).ShouldBe(expected);
            target = Enumerable.Repeat((byte)0xEE, target.Length + 100).ToArray();
            var written = Base64Lines.Encode(source, target.AsSpan(0, target.Length - 100), isFirst: true);
            Encoding.ASCII.GetString(target, 0, written).ShouldBe(expected);
            target[^100..].ShouldAllBe(static b => b == 0xEE);
            if (!Base64Vectors.IsSupported)
                continue;
            var lines = Base64Vectors.Encode(source, target);
            lines.ShouldBe(Math.Max(0, (length - 7) / 57));
            Encoding.ASCII.GetString(target, 0, lines * 78).ShouldBe(expected[..(lines * 78)]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(81)]
    [InlineData(160)]
    public void Base64Vectors_LittleRoom_WritesNothingBehindIt(int room)
    {
        if (!Base64Vectors.IsSupported)
            return;
        var target = Enumerable.Repeat((byte)0xEE, 300).ToArray();
        var lines = Base64Vectors.Encode(Bytes(1_000), target.AsSpan(0, room));
        lines.ShouldBe(Math.Max(0, (room - 2) / 78));
        target[room..].ShouldAllBe(static b => b == 0xEE);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Base64Lines_InBlocks_IsTheSame(int lines)
    {
        var source = Bytes(57 * 20 + 13);
        var text = new StringBuilder();
        var target = new byte[1000];
        for (var at = 0; at < source.Length; at += 57 * lines)
        {
            var block = source.AsSpan(at, Math.Min(57 * lines, source.Length - at));
            text.Append(Encoding.ASCII.GetString(target, 0, Base64Lines.Encode(block, target, isFirst: at == 0)));
        }

        text.ToString().ShouldBe(Convert.ToBase64String(source, Base64FormattingOptions.InsertLineBreaks));
    }

    [Fact]
    public void DotStuffing_InPiecesOfAnySize_DoublesEachDotThatBeginsALine()
    {
        var random = new Random(1);
        for (var run = 0; run < 3_000; run++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(0, 40)).Select(_ => ".\r\nx"[random.Next(4)])]);
            var expected = string.Join('\n', text.Split('\n').Select(static line => line.StartsWith('.') ? "." + line : line));
            var source = Encoding.ASCII.GetBytes(text).AsSpan();
            var (output, isLineStart) = (new StringBuilder(), true);
            while (source.Length > 0)
            {
                var piece = source[..random.Next(1, source.Length + 1)];
                var target = new byte[random.Next(2, 10)];
                var taken = DotStuffing.Copy(piece, target, ref isLineStart, out var written);
                output.Append(Encoding.ASCII.GetString(target, 0, written));
                source = source[taken..];
            }

            output.ToString().ShouldBe(expected);
        }
    }

    [Theory]
    [InlineData("250 ok\r\n", 250, null)]
    [InlineData("250\r\n", 250, null)]
    [InlineData("250 ok\n", 250, null)]
    [InlineData("550-5.1.1 no\r\n550 5.1.1 such user\r\n", 550, "no such user")]
    [InlineData("550 5.1.1\r\n", 550, "")]
    [InlineData("550 5.x.1 no\r\n", 550, "5.x.1 no")]
    [InlineData("550 4.1.1 no\r\n", 550, "4.1.1 no")]
    [InlineData("550 5.1.1 <anna@example.test>: unknown\r\n", 550, "<address> unknown")]
    [InlineData("550 n\u0001\u00e9\r\n", 550, "n???")]
    public void ReplyParser_Reply_IsReadInPiecesOfAnySize(string text, int code, string? said)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var cut = 0; cut < bytes.Length; cut++)
        {
            var parser = new SmtpReplyParser(null);
            parser.TryRead(bytes.AsSpan(0, cut), out var first, out _).ShouldBeFalse();
            parser.TryRead(bytes.AsSpan(first), out var second, out var reply).ShouldBeTrue();
            (first + second).ShouldBe(bytes.Length);
            (reply.Code, reply.Text).ShouldBe((code, said));
        }
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(static i => (byte)(i * 37 + (i >> 3)))];
}
