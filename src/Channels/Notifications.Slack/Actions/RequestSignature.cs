using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Notifications.Slack.Actions;

/// <summary>Slack's own signature of a request (https://docs.slack.dev/authentication/verifying-requests-from-slack).</summary>
internal static class RequestSignature
{
    private const string Prefix = "v0=";
    private const int HexLength = 64;

    /// <summary>How far the timestamp may be from our clock, either way.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    public static SlackVerification Verify(string? secret, ReadOnlySpan<byte> body, string? timestamp, string? signature, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(secret) || string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signature))
            return SlackVerification.Missing;
        if (timestamp.Length > 12 || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || signature.Length != Prefix.Length + HexLength || !signature.StartsWith(Prefix, StringComparison.Ordinal))
            return SlackVerification.Malformed;
        Span<byte> given = stackalloc byte[HexLength / 2];
        if (Convert.FromHexString(signature.AsSpan(Prefix.Length), given, out _, out _) != System.Buffers.OperationStatus.Done)
            return SlackVerification.Malformed;
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes($"v0:{timestamp}:"));
        hmac.AppendData(body);
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hmac.GetHashAndReset(expected);
        if (!CryptographicOperations.FixedTimeEquals(expected, given))
            return SlackVerification.WrongSignature;
        return Math.Abs(now.ToUnixTimeSeconds() - seconds) <= Window.TotalSeconds ? SlackVerification.Valid : SlackVerification.Expired;
    }
}
