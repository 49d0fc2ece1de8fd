using System.Text;

namespace Notifications.Email.Mime;

/// <summary>The link of <c>List-Unsubscribe</c>: https, http or mailto (RFC 2369), in ASCII. One click takes https (RFC 8058, section 3.1). Whatever is wrong with it, the mail is worth more.</summary>
internal static class UnsubscribeRule
{
    public const int MaxLength = 900;

    /// <summary>The link that the message brings, else the host's, as a header has it.</summary>
    /// <param name="links">The host's.</param>
    /// <param name="message">The message.</param>
    /// <param name="problem">What the mail lacks for it, and why; null when that is nothing.</param>
    public static UnsubscribeLink? Find(IUnsubscribeLinks? links, ChannelMessage message, out string? problem)
    {
        problem = null;
        if ((message.Content.Addressing?.UnsubscribeUrl ?? Ask(links, message, out problem)) is not { } url)
            return null;
        var link = Write(url);
        problem = link switch
        {
            null => $"the link is left out, for it is no absolute https, http or mailto URL of at most {MaxLength} characters",
            { Url: var written } when written.StartsWith("http:", StringComparison.Ordinal) => "List-Unsubscribe-Post is left out, for the link is http and one click takes https",
            _ => null,
        };
        return link;
    }

    /// <summary>The link in ASCII: an international host as punycode, and what comes behind it escaped. Null when it is none.</summary>
    public static UnsubscribeLink? Write(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || !(parsed.Scheme == Uri.UriSchemeHttps || parsed.Scheme == Uri.UriSchemeHttp || parsed.Scheme == Uri.UriSchemeMailto))
            return null;
        try
        {
            return new UriBuilder(parsed) { Host = parsed.IdnHost }.Uri.AbsoluteUri is { Length: <= MaxLength } ascii && Ascii.IsValid(ascii)
                ? new UnsubscribeLink(ascii, parsed.Scheme == Uri.UriSchemeHttps)
                : null;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    private static string? Ask(IUnsubscribeLinks? links, ChannelMessage message, out string? problem)
    {
        problem = null;
        try
        {
            return links?.Find(message);
        }
#pragma warning disable CA1031 // It is the host's code.
        catch (Exception error)
#pragma warning restore CA1031
        {
            problem = $"the link is left out, for IUnsubscribeLinks failed ({error.GetType().Name})";
            return null;
        }
    }
}
