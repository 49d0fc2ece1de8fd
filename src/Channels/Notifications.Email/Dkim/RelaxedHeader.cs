using System.Text;

namespace Notifications.Email.Dkim;

/// <summary>The relaxed form of a header (RFC 6376, section 3.4.2): name in lower case, unfolded, runs of white space as one space, none at the ends.</summary>
internal static class RelaxedHeader
{
    /// <summary>Finds a header in a message's head.</summary>
    /// <param name="head">Headers, each ending in CRLF.</param>
    /// <param name="name">Its name in lower case.</param>
    /// <returns>The canonical header without line end; null when there is none.</returns>
    public static string? Find(ReadOnlySpan<byte> head, string name)
    {
        while (head.Length > 0)
        {
            var end = EndOfHeader(head);
            var line = head[..end];
            var colon = line.IndexOf((byte)':');
            if (colon == name.Length && Ascii.EqualsIgnoreCase(line[..colon], name))
                return Canonicalize(name, Encoding.UTF8.GetString(line[(colon + 1)..]));
            head = head[end..];
        }

        return null;
    }

    public static string Canonicalize(string name, string value)
    {
        var text = new StringBuilder(name).Append(':');
        var hasSpace = false;
        foreach (var c in value)
        {
            if (c is ' ' or '\t' or '\r' or '\n')
            {
                hasSpace = true;
                continue;
            }

            if (hasSpace && text.Length > name.Length + 1)
                text.Append(' ');
            hasSpace = false;
            text.Append(c);
        }

        return text.ToString();
    }

    // A header goes on where the next line begins with white space.
    private static int EndOfHeader(ReadOnlySpan<byte> head)
    {
        var at = 0;
        while (true)
        {
            var end = head[at..].IndexOf((byte)'\n');
            if (end < 0)
                return head.Length;
            at += end + 1;
            if (at == head.Length || head[at] is not ((byte)' ' or (byte)'\t'))
                return at;
        }
    }
}
