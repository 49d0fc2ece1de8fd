using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Notifications.Slack.Actions;

/// <summary>Signs what buttons say, and knows its own signature again. The first key signs, all verify.</summary>
internal sealed class ActionSigner
{
    private const int SignatureBytes = HMACSHA256.HashSizeInBytes;

    // Bound to its purpose: a key that signs other things too cannot be made to sign a button.
    private static readonly byte[] Purpose = Encoding.ASCII.GetBytes("notifications.slack.action\n");

    private readonly byte[][] _keys;

    public ActionSigner(IEnumerable<string> keys) => _keys = [.. keys.Select(Encoding.UTF8.GetBytes)];

    public bool CanSign => _keys.Length > 0;

    /// <summary>Base64url of the payload and its signature.</summary>
    public string Sign(SlackAction action)
    {
        var payload = ActionPayload.Write(action);
        var signed = new byte[payload.Length + SignatureBytes];
        payload.CopyTo(signed, 0);
        Compute(_keys[0], payload, signed.AsSpan(payload.Length));
        return Base64Url.EncodeToString(signed);
    }

    public SlackActionResult Verify(string? value, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(value) || !CanSign)
            return new(SlackVerification.Missing, null);
        if (value.Length > Messages.SlackLimits.ButtonValue || !Base64Url.IsValid(value))
            return new(SlackVerification.Malformed, null);
        var signed = Base64Url.DecodeFromChars(value).AsSpan();
        if (signed.Length <= SignatureBytes)
            return new(SlackVerification.Malformed, null);
        var payload = signed[..^SignatureBytes];
        var isOurs = false;
        Span<byte> expected = stackalloc byte[SignatureBytes];
        foreach (var key in _keys)
        {
            Compute(key, payload, expected);
            isOurs |= CryptographicOperations.FixedTimeEquals(expected, signed[^SignatureBytes..]);
        }

        if (!isOurs)
            return new(SlackVerification.WrongSignature, null);
        return ActionPayload.Read(payload) is { } action
            ? new(now < action.ExpiresAt ? SlackVerification.Valid : SlackVerification.Expired, action)
            : new(SlackVerification.Malformed, null);
    }

    private static void Compute(byte[] key, ReadOnlySpan<byte> payload, Span<byte> signature)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Purpose);
        hmac.AppendData(payload);
        hmac.GetHashAndReset(signature);
    }
}
