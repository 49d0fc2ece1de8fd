namespace Notifications.Slack.Messages;

/// <summary>Finds web addresses in text and writes them as links of Slack.</summary>
internal static class UrlScan
{
    private const int MaxUrl = 2_000;

    /// <summary>Looks for an address at a place.</summary>
    /// <returns>How much of the text it is; 0 when there is none.</returns>
    public static int LengthAt(ReadOnlySpan<char> text, int at, out string link)
    {
        link = string.Empty;
        if (text[at] is not ('h' or 'H') || (at > 0 && char.IsLetterOrDigit(text[at - 1])))
            return 0;
        var rest = text[at..];
        if (!rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && !rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return 0;
        var end = rest.IndexOfAny(" \n<>\"`|\\^{}\u2060");
        rest = (end < 0 ? rest : rest[..end]).TrimEnd(".,;:!?)]'…*_~");
        if (rest.Length > MaxUrl || Link(rest.ToString(), null) is not { Length: <= MaxUrl } written)
            return 0;
        link = written;
        return rest.Length;
    }

    /// <summary>Writes a link; null when the address is none that Slack takes.</summary>
    /// <param name="url">The address.</param>
    /// <param name="label">What is shown, clean and not yet escaped; null for the address.</param>
    public static string? Link(string url, string? label)
    {
        if (!IsUrl(url, out var absolute))
            return null;
        var address = Mrkdwn.Escape(absolute.Replace("|", "%7C", StringComparison.Ordinal));
        return string.IsNullOrWhiteSpace(label) ? $"<{address}>" : $"<{address}|{Mrkdwn.Line(label, 300)}>";
    }

    public static bool IsUrl(string? url, out string absolute)
    {
        absolute = string.Empty;
        if (url is not { Length: > 0 and <= SlackLimits.ButtonUrl } || !Uri.TryCreate(url, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) || uri.Host.Length == 0 || uri.UserInfo.Length > 0)
            return false;
        absolute = uri.AbsoluteUri;
        return absolute.Length <= SlackLimits.ButtonUrl;
    }
}
