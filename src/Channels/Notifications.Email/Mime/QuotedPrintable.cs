using System.Buffers;
using System.Text;

namespace Notifications.Email.Mime;

/// <summary>Quoted-printable (RFC 2045, section 6.7): readable where the text is ASCII, lines of at most 76 characters.</summary>
internal static class QuotedPrintable
{
    private const int MaxLine = 76;

    public static int WriteByte(Span<byte> target, byte value)
    {
        target[0] = (byte)'=';
        target[1] = HexDigit(value >> 4);
        target[2] = HexDigit(value & 0xF);
        return 3;
    }

    /// <summary>Encodes a text; its line ends become CRLF.</summary>
    public static void Write(MimeBuffer output, ReadOnlySpan<char> text)
    {
        var utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var bytes = utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, utf8));
            while (bytes.Length > 0)
            {
                var end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
                WriteLine(output, end < 0 ? bytes : bytes[..end]);
                if (end < 0)
                    break;
                output.Append("\r\n"u8);
                bytes = bytes[(end + (bytes[end..].StartsWith("\r\n"u8) ? 2 : 1))..];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(utf8);
        }
    }

    private static void WriteLine(MimeBuffer output, ReadOnlySpan<byte> line)
    {
        // At worst each byte takes three, and each line of 73 a soft end of three.
        var target = output.Reserve((line.Length * 3) + (line.Length / 24 * 3) + 8);
        var (length, column) = (0, 0);
        for (var i = 0; i < line.Length; i++)
        {
            var isLiteral = IsLiteral(line, i);
            var cost = isLiteral ? 1 : 3;

            // The last character of a line may stand where others need room for the soft end.
            if (column + cost > (i == line.Length - 1 ? MaxLine : MaxLine - 1))
            {
                "=\r\n"u8.CopyTo(target[length..]);
                length += 3;
                column = 0;
            }

            if (isLiteral)
                target[length++] = line[i];
            else
                length += WriteByte(target[length..], line[i]);
            column += cost;
        }

        output.Advance(length);
    }

    // White space at a line's end gets lost on the way, and "From " at its beginning gets a ">" in old mailboxes.
    private static bool IsLiteral(ReadOnlySpan<byte> line, int at) => line[at] switch
    {
        (byte)' ' or (byte)'\t' => at < line.Length - 1,
        (byte)'=' => false,
        (byte)'F' => at > 0 || !line.StartsWith("From "u8),
        > 0x20 and < 0x7F => true,
        _ => false,
    };

    private static byte HexDigit(int value) => (byte)(value < 10 ? '0' + value : 'A' + value - 10);
}
