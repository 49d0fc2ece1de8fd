using System.Text;

namespace Notifications.Webhooks.Bodies;

/// <summary>Values of <c>ce-</c> headers: percent-encoding of the CloudEvents HTTP binding 1.0.2, section 3.1.3.2.</summary>
internal static class CloudEventHeader
{
    public static string Encode(string value)
    {
        foreach (var c in value)
        {
            if (MustEncode(c))
                return EncodeAll(value);
        }

        return value;
    }

    private static bool MustEncode(char c) => c is <= ' ' or '"' or '%' or > '~';

    private static string EncodeAll(string value)
    {
        var text = new StringBuilder(value.Length + 16);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.IsAscii && !MustEncode((char)rune.Value))
            {
                text.Append((char)rune.Value);
                continue;
            }

            var length = rune.EncodeToUtf8(utf8);
            foreach (var b in utf8[..length])
                text.Append('%').Append(Hex(b >> 4)).Append(Hex(b & 15));
        }

        return text.ToString();
    }

    private static char Hex(int nibble) => "0123456789ABCDEF"[nibble];
}
