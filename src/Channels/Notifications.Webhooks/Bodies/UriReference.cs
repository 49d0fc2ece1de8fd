using System.Buffers;
using System.Text;

namespace Notifications.Webhooks.Bodies;

/// <summary>Makes any text a URI reference (RFC 3986), as CloudEvents asks of <c>source</c>: what may not stand there is percent-encoded.</summary>
internal static class UriReference
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?");

    public static string From(string text)
    {
        // A colon in the first segment ends a scheme; where that is none ("10.0.0.1:9100"), it has to be encoded.
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var encodeColon = colon >= 0 && text.AsSpan(0, colon).IndexOfAny('/', '?', '#') < 0 && !Uri.CheckSchemeName(text[..colon]);
        if (!encodeColon && text.AsSpan().IndexOfAnyExcept(Allowed) < 0)
            return text;

        var result = new StringBuilder(text.Length + 16);
        var hasFragment = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                result.Append(c);
            }
            else if (c == '#' && !hasFragment)
            {
                hasFragment = true;
                result.Append(c);
            }
            else if (Allowed.Contains(c) && !(encodeColon && i == colon))
            {
                result.Append(c);
            }
            else
            {
                var length = char.IsHighSurrogate(c) && i + 1 < text.Length ? 2 : 1;
                result.Append(c == ':' ? "%3A" : Uri.EscapeDataString(text.AsSpan(i, length)));
                i += length - 1;
            }
        }

        return result.ToString();
    }
}
