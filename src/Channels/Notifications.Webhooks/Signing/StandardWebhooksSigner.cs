using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Notifications.Webhooks.Signing;

/// <summary>Makes the header <c>webhook-signature</c> of Standard Webhooks: <c>v1,</c> and base64 of HMAC-SHA256, once for each secret.</summary>
internal sealed class StandardWebhooksSigner(IReadOnlyList<byte[]> keys)
{
    private const int TextLength = 3 + 44;
    private readonly byte[][] _keys = [.. keys];

    /// <summary>Signs.</summary>
    /// <param name="signedContent">The bytes of <c>id.timestamp.body</c>.</param>
    /// <returns>The header's value.</returns>
    public string Sign(ReadOnlySpan<byte> signedContent)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> text = stackalloc byte[_keys.Length * (TextLength + 1)];
        var length = 0;
        foreach (var key in _keys)
        {
            if (length > 0)
                text[length++] = (byte)' ';
            "v1,"u8.CopyTo(text[length..]);
            HMACSHA256.HashData(key, signedContent, hash);
            Base64.EncodeToUtf8(hash, text[(length + 3)..], out _, out _);
            length += TextLength;
        }

        return Encoding.ASCII.GetString(text[..length]);
    }
}
