using System.Text;

namespace Notifications.Email.Mime;

/// <summary>The link of <c>List-Unsubscribe</c> (RFC 8058): https, and ASCII.</summary>
internal static class UnsubscribeRule
{
    public const int MaxLength = 900;

    /// <summary>The link as a header has it: an international host as punycode, and what comes behind it escaped. Null when it is none.</summary>
    public static string? Write(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme == Uri.UriSchemeHttps
        && new UriBuilder(parsed) { Host = parsed.IdnHost }.Uri.AbsoluteUri is { Length: <= MaxLength } ascii && Ascii.IsValid(ascii) ? ascii : null;

    /// <summary>Asks the host for it. A link that is not to be had loses no mail.</summary>
    public static string? Find(IUnsubscribeLinks? links, ChannelMessage message, out string? problem)
    {
        problem = null;
        try
        {
            if (links?.Find(message) is not { } url)
                return null;
            if (Write(url) is { } written)
                return written;
            problem = $"it is no absolute https URL of at most {MaxLength} characters";
        }
#pragma warning disable CA1031 // It is the host's code; whatever it throws, the mail is worth more than its link.
        catch (Exception error)
#pragma warning restore CA1031
        {
            problem = $"IUnsubscribeLinks failed ({error.GetType().Name})";
        }

        return null;
    }
}
