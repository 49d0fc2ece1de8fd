using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Notifications.Email.Dkim;

/// <summary>Makes the header <c>DKIM-Signature</c> (RFC 6376): rsa-sha256, relaxed/relaxed. The same message gives the same signature.</summary>
internal sealed class DkimSigner : IDisposable
{
    private const int LineLength = 72;

    // Those that readers see or act upon; List-Unsubscribe must be among them (RFC 8058, section 3.1).
    private static readonly string[] Signed =
    [
        "from", "to", "cc", "reply-to", "subject", "date", "message-id", "in-reply-to", "references",
        "list-unsubscribe", "list-unsubscribe-post", "mime-version", "content-type", "content-transfer-encoding",
    ];

    private readonly string _domain;
    private readonly string _selector;
    private readonly RSA _key;
    private readonly Lock _lock = new();

    public DkimSigner(EmailDkimOptions options)
    {
        DomainRule.TryNormalize(options.Domain, out _domain);
        DomainRule.TryNormalize(options.Selector, out _selector);
        _key = RSA.Create();
        _key.ImportFromPem(options.PrivateKey);
    }

    /// <summary>Signs.</summary>
    /// <param name="message">The message, of which the head is read.</param>
    /// <param name="bodyHash">The hash of the body.</param>
    /// <param name="time">When the message was made.</param>
    /// <returns>The header with its line end, to stand before all others.</returns>
    public byte[] Sign(ReadOnlySpan<byte> message, byte[] bodyHash, DateTimeOffset time)
    {
        var head = message[..(message.IndexOf("\r\n\r\n"u8) + 2)];
        var signed = new StringBuilder();
        var names = new List<string>();
        foreach (var name in Signed)
        {
            if (RelaxedHeader.Find(head, name) is not { } header)
                continue;
            signed.Append(header).Append("\r\n");
            names.Add(name);
        }

        // Named once more than it is there: nobody can add a second sender (RFC 6376, section 5.4.2).
        names.Add("from");
        var value = new StringBuilder(" v=1; a=rsa-sha256; c=relaxed/relaxed; d=").Append(_domain).Append(";\r\n s=").Append(_selector)
            .Append(CultureInfo.InvariantCulture, $"; t={time.ToUnixTimeSeconds()};\r\n h=");
        AppendNames(value, names);
        value.Append(";\r\n bh=").Append(Convert.ToBase64String(bodyHash)).Append(";\r\n b=");
        signed.Append(RelaxedHeader.Canonicalize("dkim-signature", value.ToString()));
        var signature = Convert.ToBase64String(SignData(Encoding.UTF8.GetBytes(signed.ToString())));
        for (var at = 0; at < signature.Length; at += LineLength)
            value.Append(at > 0 ? "\r\n " : string.Empty).Append(signature.AsSpan(at, Math.Min(LineLength, signature.Length - at)));
        return Encoding.ASCII.GetBytes($"DKIM-Signature:{value}\r\n");
    }

    public void Dispose() => _key.Dispose();

    private static void AppendNames(StringBuilder value, List<string> names)
    {
        var column = 3;
        for (var i = 0; i < names.Count; i++)
        {
            if (column + names[i].Length > LineLength)
            {
                value.Append("\r\n ");
                column = 1;
            }

            value.Append(names[i]).Append(i + 1 < names.Count ? ":" : string.Empty);
            column += names[i].Length + 1;
        }
    }

    // A key may not be used by two threads at a time.
    private byte[] SignData(byte[] data)
    {
        lock (_lock)
            return _key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
