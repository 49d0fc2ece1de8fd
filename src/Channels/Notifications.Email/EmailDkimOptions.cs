namespace Notifications.Email;

/// <summary>Signs messages with DKIM (RFC 6376): rsa-sha256, relaxed for headers and body. Leave it out when the relay signs.</summary>
public sealed class EmailDkimOptions
{
    /// <summary>The signing domain (<c>d=</c>): that of the sender, or one above it.</summary>
    /// <value>Default: none; must be given.</value>
    public string Domain { get; set; } = string.Empty;

    /// <summary>The selector (<c>s=</c>): the public key is the TXT record <c>selector._domainkey.domain</c>.</summary>
    /// <value>Default: none; must be given.</value>
    public string Selector { get; set; } = string.Empty;

    /// <summary>The private key as PEM (PKCS#1 or PKCS#8, not encrypted). RSA with 1,024 bits at least; 2,048 are advised (RFC 8301).</summary>
    /// <value>Default: none; must be given.</value>
    public string PrivateKey { get; set; } = string.Empty;

    /// <summary>Says which key signs; never the key.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"DKIM {{ {Selector}._domainkey.{Domain} }}";
}
