using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Notifications.Email.Mime;

/// <summary>Writes a text as a part, in seven bits whatever it holds: then no server on the way can change or refuse it, and all attempts send the same.</summary>
internal static class TextPart
{
    private const int MaxLine = 998; // RFC 5322, section 2.1.1

    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', 0x7F - ' ').Select(static c => (char)c), '\t', '\r', '\n']);

    /// <summary>Writes the headers of the part, the empty line, and the text.</summary>
    public static void Write(MimeBuffer output, ReadOnlySpan<byte> mediaType, string text)
    {
        output.Append("Content-Type: "u8);
        output.Append(mediaType);
        if (IsSevenBit(text))
        {
            output.Append("; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\n\r\n"u8);
            WriteLines(output, text);
        }
        else if (IsMostlyForeign(text))
        {
            output.Append("; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"u8);
            WriteBase64(output, text);
        }
        else
        {
            output.Append("; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"u8);
            QuotedPrintable.Write(output, text);
        }
    }

    /// <summary>The text can stand as it is: printable ASCII, no line too long, none that looks like a boundary of ours or that old mailboxes change.</summary>
    private static bool IsSevenBit(ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyExcept(Plain))
            return false;
        while (text.Length > 0)
        {
            var end = text.IndexOfAny('\r', '\n');
            var line = end < 0 ? text : text[..end];
            if (line.Length > MaxLine || line.StartsWith("--=_", StringComparison.Ordinal) || line.StartsWith("From ", StringComparison.Ordinal))
                return false;
            if (end < 0)
                break;
            text = text[(end + 1)..];
        }

        return true;
    }

    private static bool IsMostlyForeign(string text)
    {
        var foreign = 0;
        foreach (var c in text)
            foreign += c < 0x80 ? 0 : 1;
        return foreign > text.Length / 4;
    }

    private static void WriteLines(MimeBuffer output, ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
        {
            var end = text.IndexOfAny('\r', '\n');
            var line = end < 0 ? text : text[..end];
            var target = output.Reserve(line.Length + 2);
            Ascii.FromUtf16(line, target, out var written);
            output.Advance(written);
            if (end < 0)
                return;
            output.Append("\r\n"u8);
            text = text[(end + (text[end..].StartsWith("\r\n", StringComparison.Ordinal) ? 2 : 1))..];
        }
    }

    private static void WriteBase64(MimeBuffer output, string text)
    {
        using var lines = new MimeBuffer();

        // As in the other encodings, only CR and LF end a line: .NET's own takes form feeds and U+2028 for line ends, too.
        lines.Append(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal));
        var target = output.Reserve(checked((int)Base64Lines.EncodedLength(lines.Length) + 2));
        output.Advance(Base64Lines.Encode(lines.WrittenSpan, target, isFirst: true));
    }
}
