using System.Security.Cryptography;
using System.Text;

namespace Notifications.Tracking;

/// <summary>
/// How a destination is shown that is a secret itself, as the URL of an incoming webhook: <c>https://hooks.slack.com/***#1a2b3c4d5e6f</c>.
/// The end is taken from a hash of the whole, so that two can be told apart, and be searched for; the same for ever.
/// </summary>
internal static class SecretDestination
{
    private const string Mark = "***#";
    private const int HashBytes = 6;
    private const int HashLength = HashBytes * 2;

    public static string Redact(string destination)
    {
        // What looks like an address but is none may be a secret with a typing error.
        var place = Uri.TryCreate(destination, UriKind.Absolute, out var url) && url.Host.Length > 0 && destination.AsSpan(url.Scheme.Length).StartsWith("://") ? url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) + "/" : string.Empty;
        return place + Mark + HashOf(destination);
    }

    /// <summary>Somebody asks for what he was shown.</summary>
    public static bool IsRedacted(string text) =>
        text.Length >= Mark.Length + HashLength
        && text.AsSpan(text.Length - HashLength - Mark.Length, Mark.Length).SequenceEqual(Mark)
        && !text.AsSpan(text.Length - HashLength).ContainsAnyExcept("0123456789abcdefABCDEF");

    /// <summary>Whether a destination is the one that is asked for, by itself or by the form in which it is shown.</summary>
    public static bool Fits(string asked, string? destination, StringComparison comparison)
    {
        if (destination is null || string.Equals(asked, destination, comparison))
            return destination is not null;

        // The hash first: it costs less than to take a URL apart.
        return IsRedacted(asked)
            && asked.AsSpan(asked.Length - HashLength).Equals(HashOf(destination), StringComparison.OrdinalIgnoreCase)
            && asked.Equals(Redact(destination), StringComparison.OrdinalIgnoreCase);
    }

    private static string HashOf(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return Convert.ToHexStringLower(hash[..HashBytes]);
    }
}
