using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Notifications.Email.Mime;

/// <summary>Writes text outside ASCII into headers (RFC 2047): words of at most 75 characters on lines of at most 76, never cut within a character.</summary>
internal static class EncodedWords
{
    private const int MaxWord = 75;
    private const int MaxLine = 76;
    private const int Overhead = 12; // =?utf-8?B? and ?=
    private const int Smallest = Overhead + 12 + 2; // The longest rune in either encoding, and what this line is shorter than others.

    // What Q may leave as it is also within a phrase (RFC 2047, section 5, rule 3).
    private static readonly SearchValues<char> Literal =
        SearchValues.Create("!*+-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Writes the whole text as encoded words; readers take out the white space between them.</summary>
    public static void Write(ref HeaderWriter header, scoped ReadOnlySpan<char> text)
    {
        var useBase64 = IsShorterInBase64(text);
        while (text.Length > 0)
        {
            header.Separate(Smallest);
            var room = Math.Min(MaxWord, MaxLine - header.Column) - Overhead;
            var length = useBase64 ? FitBase64(text, room) : FitQ(text, room);
            if (useBase64)
                WriteBase64(ref header, text[..length]);
            else
                WriteQ(ref header, text[..length]);
            text = text[length..];
        }
    }

    private static bool IsShorterInBase64(ReadOnlySpan<char> text)
    {
        var (q, bytes) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            q += CostInQ(rune);
        }

        return (bytes + 2) / 3 * 4 <= q;
    }

    private static int CostInQ(Rune rune) => rune.Value == ' ' || (rune.IsAscii && Literal.Contains((char)rune.Value)) ? 1 : 3 * rune.Utf8SequenceLength;

    private static int FitBase64(ReadOnlySpan<char> text, int room)
    {
        var (length, bytes, most) = (0, 0, room / 4 * 3);
        foreach (var rune in text.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > most)
                break;
            bytes += rune.Utf8SequenceLength;
            length += rune.Utf16SequenceLength;
        }

        return length;
    }

    private static int FitQ(ReadOnlySpan<char> text, int room)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            room -= CostInQ(rune);
            if (room < 0)
                break;
            length += rune.Utf16SequenceLength;
        }

        return length;
    }

    private static void WriteBase64(ref HeaderWriter header, scoped ReadOnlySpan<char> text)
    {
        Span<byte> utf8 = stackalloc byte[MaxWord];
        Span<byte> encoded = stackalloc byte[MaxWord];
        Base64.EncodeToUtf8(utf8[..Encoding.UTF8.GetBytes(text, utf8)], encoded, out _, out var length);
        header.Raw("=?utf-8?B?"u8);
        header.Raw(encoded[..length]);
        header.Raw("?="u8);
    }

    private static void WriteQ(ref HeaderWriter header, scoped ReadOnlySpan<char> text)
    {
        Span<byte> utf8 = stackalloc byte[MaxWord];
        Span<byte> encoded = stackalloc byte[MaxWord];
        var length = 0;
        foreach (var b in utf8[..Encoding.UTF8.GetBytes(text, utf8)])
        {
            if (b == ' ')
                encoded[length++] = (byte)'_';
            else if (Literal.Contains((char)b))
                encoded[length++] = b;
            else
                length += QuotedPrintable.WriteByte(encoded[length..], b);
        }

        header.Raw("=?utf-8?Q?"u8);
        header.Raw(encoded[..length]);
        header.Raw("?="u8);
    }
}
