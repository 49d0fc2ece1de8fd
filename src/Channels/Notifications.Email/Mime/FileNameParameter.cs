using System.Buffers;
using System.Text;

namespace Notifications.Email.Mime;

/// <summary>Writes the parameter <c>filename</c>: quoted when it is short, ASCII and like no encoded word, else encoded and in pieces (RFC 2231).</summary>
internal static class FileNameParameter
{
    private const int MaxQuoted = 60;
    private const int MaxPiece = 56;

    private static readonly SearchValues<char> Literal =
        SearchValues.Create("!#$&+-.^_`{}~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static void Write(MimeBuffer output, string fileName)
    {
        // A file has a name, and no place: where it is put is the reader's to say.
        var name = HeaderText.Clean(fileName);
        name = name[(name.LastIndexOf('/') + 1)..];
        if (name.Contains(":\\", StringComparison.Ordinal) || name.Contains("..\\", StringComparison.Ordinal))
            name = name[(name.LastIndexOf('\\') + 1)..];
        if (name.Length == 0 || name is "." or "..")
            name = "attachment";
        if (name.Length <= MaxQuoted && Ascii.IsValid(name) && !name.Contains("=?", StringComparison.Ordinal))
        {
            output.Append(";\r\n filename="u8);
            output.Append(LocalPartRule.Quote(name.ToString()));
            return;
        }

        Span<byte> encoded = stackalloc byte[4 * 3];
        Span<byte> utf8 = stackalloc byte[4];
        var (piece, column) = (0, MaxPiece);
        foreach (var rune in name.EnumerateRunes())
        {
            var length = 0;
            if (rune.IsAscii && Literal.Contains((char)rune.Value))
            {
                encoded[length++] = (byte)rune.Value;
            }
            else
            {
                foreach (var b in utf8[..rune.EncodeToUtf8(utf8)])
                {
                    QuotedPrintable.WriteByte(encoded[length..], b);
                    encoded[length] = (byte)'%';
                    length += 3;
                }
            }

            if (column + length > MaxPiece)
            {
                output.Append($";\r\n filename*{piece}*={(piece == 0 ? "utf-8''" : string.Empty)}");
                (piece, column) = (piece + 1, 0);
            }

            output.Append(encoded[..length]);
            column += length;
        }
    }
}
