using System.Security.Cryptography;
using System.Text;

namespace Notifications.Email.Mime;

/// <summary>What tells one message from all others: derived from the delivery, so that all attempts carry the same.</summary>
internal sealed class MessageIdentity
{
    private const int MaxPlainKey = 64;
    private readonly string _boundary;

    public MessageIdentity(ChannelMessage message, string domain)
    {
        var key = message.IdempotencyKey.Length > 0 ? message.IdempotencyKey : message.DeliveryId.ToString();
        var digest = Digest(key);
        _boundary = "=_" + digest;
        MessageId = $"<{(IsPlain(key) ? key : digest)}@{domain}>";
        if (message.CorrelationKey is { } correlation)
            ThreadId = $"<thread.{Digest($"{message.Event.TenantId}\u001f{correlation}")}@{domain}>";
        Date = message.ReadyAt > DateTimeOffset.UnixEpoch ? message.ReadyAt
            : message.DeliveryId.UnixMilliseconds > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(message.DeliveryId.UnixMilliseconds)
            : message.Event.Time ?? DateTimeOffset.UnixEpoch;
    }

    public string MessageId { get; }

    /// <summary>The message that all about one thing answer to, though nobody ever sent it; null when nothing ties them.</summary>
    public string? ThreadId { get; }

    /// <summary>When the message was complete and ready to go (RFC 5322, section 3.6.1).</summary>
    public DateTimeOffset Date { get; }

    /// <summary>A boundary. No part can hold a line that begins with it: the encodings have no "=_", and plain text that has it gets encoded.</summary>
    public string Boundary(int number) => _boundary + (char)('0' + number);

    private static bool IsPlain(string key) => key.Length <= MaxPlainKey && LocalPartRule.IsDotAtom(key) && Ascii.IsValid(key);

    private static string Digest(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return Convert.ToHexStringLower(hash[..16]);
    }
}
