using System.Text;

namespace Notifications.Email.Mime;

/// <summary>Which media type an attachment is sent as.</summary>
internal static class MediaTypeRule
{
    private const string Bytes = "application/octet-stream";
    private const int MaxLength = 255;

    /// <summary>The type with its parameters (RFC 2045, section 5.1), each on a line, if it is one and its parts may be encoded in base64; mails within mails may not (RFC 2046, section 5.2).</summary>
    public static string Select(string contentType)
    {
        if (contentType.Length > MaxLength)
            return Bytes;
        var type = new StringBuilder();
        var rest = contentType.AsSpan();
        for (var isFirst = true; isFirst || rest.Length > 0; isFirst = false)
        {
            var end = EndOfPart(rest);
            var part = rest[..end].Trim(' ');
            rest = end == rest.Length ? [] : rest[(end + 1)..];
            if (isFirst ? !IsType(part) : !IsParameter(part))
                return Bytes;
            type.Append(isFirst ? string.Empty : ";\r\n ").Append(part);
        }

        return type.ToString();
    }

    private static bool IsType(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        return slash > 0 && IsToken(text[..slash]) && IsToken(text[(slash + 1)..])
            && !text.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("message/", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsParameter(ReadOnlySpan<char> text)
    {
        var equals = text.IndexOf('=');
        if (equals <= 0 || !IsToken(text[..equals]))
            return false;
        var value = text[(equals + 1)..];
        return IsToken(value) || (value is ['"', .., '"'] && value.Length > 1 && EndOfPart(value) == value.Length && !value[1..^1].ContainsAny('"', '\\') && !value.ContainsAnyExceptInRange(' ', '~'));
    }

    // The next semicolon that is not within quotes.
    private static int EndOfPart(ReadOnlySpan<char> text)
    {
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            isQuoted ^= text[i] == '"';
            if (text[i] == ';' && !isQuoted)
                return i;
        }

        return text.Length;
    }

    private static bool IsToken(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is <= ' ' or >= '\x7F' || "()<>@,;:\\\"/[]?=".Contains(c, StringComparison.Ordinal))
                return false;
        }

        return text.Length > 0;
    }
}
