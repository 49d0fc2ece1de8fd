namespace Notifications.Email.Mime;

/// <summary>Which media type an attachment is sent as.</summary>
internal static class MediaTypeRule
{
    private const string Bytes = "application/octet-stream";
    private const int MaxLength = 127;

    /// <summary>The type, if it is one and its parts may be encoded in base64; mails within mails may not (RFC 2046, section 5.2).</summary>
    public static string Select(string contentType)
    {
        var slash = contentType.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || contentType.Length > MaxLength || !IsToken(contentType.AsSpan(0, slash)) || !IsToken(contentType.AsSpan(slash + 1)))
            return Bytes;
        return contentType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) || contentType.StartsWith("message/", StringComparison.OrdinalIgnoreCase)
            ? Bytes
            : contentType;
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
