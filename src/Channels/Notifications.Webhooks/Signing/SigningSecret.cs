using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Notifications.Webhooks.Signing;

/// <summary>Reads the secrets of Standard Webhooks.</summary>
internal static class SigningSecret
{
    public const string Prefix = "whsec_";
    private const int MinBytes = 24;
    private const int MaxBytes = 64;

    public static bool TryParse(string? text, [NotNullWhen(true)] out byte[]? key, [NotNullWhen(false)] out string? error)
    {
        key = null;
        error = null;
        if (text?.StartsWith(Prefix, StringComparison.Ordinal) != true)
            error = $"does not begin with {Prefix}. Write {Prefix} before the base64 text; asymmetric secrets (whsk_) are not supported";
        else if (!Base64.IsValid(text.AsSpan(Prefix.Length), out var length))
            error = $"is not base64 after {Prefix}";
        else if (length is < MinBytes or > MaxBytes)
            error = $"has {length} bytes; Standard Webhooks asks for {MinBytes} to {MaxBytes}. Make one with: openssl rand -base64 32";
        else
            key = Convert.FromBase64String(text[Prefix.Length..]);
        return key is not null;
    }
}
