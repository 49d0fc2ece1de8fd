using System.Security.Cryptography.X509Certificates;

namespace Notifications.Email;

/// <summary>One email channel. All values are checked at start, and every error is reported at once. Changes are taken over while the host runs.</summary>
public sealed class EmailOptions
{
    private X509Certificate2? _clientCertificate;

    /// <summary>The mail server's name or IP address.</summary>
    /// <value>Default: none; must be given.</value>
    public string Host { get; set; } = string.Empty;

    /// <summary>The mail server's port.</summary>
    /// <value>Default: none, which means 587, with implicit TLS 465, without TLS 25.</value>
    public int? Port { get; set; }

    /// <summary>The sender that people see: an address, with a name or without.</summary>
    /// <value>Default: none; must be given.</value>
    public string From { get; set; } = string.Empty;

    /// <summary>Where messages without a destination of their own go; several addresses with commas between.</summary>
    /// <value>Default: none; then every message has to bring its destination.</value>
    public string? To { get; set; }

    /// <summary>Where answers go, unless the message says; several addresses with commas between.</summary>
    /// <value>Default: none, to <see cref="From"/>.</value>
    public string? ReplyTo { get; set; }

    /// <summary>Where bounces go: the sender of the envelope.</summary>
    /// <value>Default: none, to <see cref="From"/>.</value>
    public string? ReturnPath { get; set; }

    /// <summary>How the connection is protected.</summary>
    /// <value>Default: <see cref="EmailSecurity.StartTls"/>.</value>
    public EmailSecurity Security { get; set; }

    /// <summary>A PEM file with the certificates of the authorities to trust instead of the machine's: for a relay with a certificate of its own. The name is checked all the same.</summary>
    /// <value>Default: none.</value>
    public string? CertificateAuthorityFile { get; set; }

    /// <summary>The certificate by which the channel shows the server who it is (TLS client authentication): a PKCS#12 file (.pfx, .p12), or a PEM file with the certificate, its chain and
    /// its key. Checked at start, and read again when it has changed and a connection is opened.</summary>
    /// <value>Default: none.</value>
    public string? ClientCertificateFile { get; set; }

    /// <summary>The PEM file with the key, when it is not in <see cref="ClientCertificateFile"/>.</summary>
    /// <value>Default: none.</value>
    public string? ClientCertificateKeyFile { get; set; }

    /// <summary>The password of the PKCS#12 file, or of the encrypted key in PEM form.</summary>
    /// <value>Default: none, what is not encrypted.</value>
    public string? ClientCertificatePassword { get; set; }

    /// <summary>The user; without one the channel does not authenticate.</summary>
    /// <value>Default: none.</value>
    public string? UserName { get; set; }

    /// <summary>The user's password.</summary>
    /// <value>Default: none.</value>
    public string? Password { get; set; }

    /// <summary>The OAuth2 access token for XOAUTH2, when nobody renews it; else register an <see cref="IEmailAccessTokenSource"/>.</summary>
    /// <value>Default: none.</value>
    public string? AccessToken { get; set; }

    /// <summary>How the user is authenticated.</summary>
    /// <value>Default: <see cref="EmailAuthentication.Password"/>.</value>
    public EmailAuthentication Authentication { get; set; }

    /// <summary>Allows credentials over a connection without TLS.</summary>
    /// <value>Default: false.</value>
    public bool AllowPlainTextAuthentication { get; set; }

    /// <summary>The name by which the channel greets the server (EHLO).</summary>
    /// <value>Default: none, the domain of <see cref="From"/>.</value>
    public string? GreetingName { get; set; }

    /// <summary>Signs messages. Not needed when the relay signs.</summary>
    /// <value>Default: none.</value>
    public EmailDkimOptions? Dkim { get; set; }

    /// <summary>Connections at a time. More messages wait for one to be free.</summary>
    /// <value>Default: 4. From 1 to 256.</value>
    public int MaxConnections { get; set; } = 4;

    /// <summary>A kept connection that nobody needed for so long is closed.</summary>
    /// <value>Default: 30 seconds. From 1 second to 1 hour.</value>
    public TimeSpan ConnectionIdleTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>After this time a connection is not used again, so that a changed name or certificate is seen.</summary>
    /// <value>Default: 5 minutes. From 1 second to 1 hour.</value>
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>After so many messages a connection is not used again.</summary>
    /// <value>Default: 1,000. From 1 to 1,000,000.</value>
    public int MessagesPerConnection { get; set; } = 1000;

    /// <summary>How long name resolution, connecting, TLS, greeting and authentication may take together. It, <see cref="CommandTimeout"/> and <see cref="CompletionTimeout"/> together are what an attempt may take unless the channel's <c>Timeout</c> is configured.</summary>
    /// <value>Default: 8 seconds. From 100 milliseconds to 5 minutes.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>How long the server may take to answer a command, or to take the next 32 KiB of a message.</summary>
    /// <value>Default: 30 seconds. From 100 milliseconds to 10 minutes.</value>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the server may take to answer for a whole message.</summary>
    /// <value>Default: 1 minute. From 100 milliseconds to 10 minutes (RFC 5321, section 4.5.3.2.6).</value>
    public TimeSpan CompletionTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The largest message in bytes, attachments encoded. A server that allows less says so itself (SIZE).</summary>
    /// <value>Default: 37,748,736 (36 MiB, which a file of 25 MiB fits). From 65,536 to 1,073,741,824.</value>
    public long MaxMessageBytes { get; set; } = 36L << 20;

    /// <summary>Shows the server this certificate, in place of one in <see cref="ClientCertificateFile"/>.</summary>
    /// <param name="certificate">The certificate with its private key. It stays its owner's to dispose, after the host.</param>
    public void UseClientCertificate(X509Certificate2 certificate) => _clientCertificate = certificate;

    // No property: it would be bound from configuration.
    internal X509Certificate2? FindClientCertificate() => _clientCertificate;

    /// <summary>Says where messages go and as whom; never a secret or a recipient.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"Email {{ Host = {Host}, Security = {Security}, Authenticated = {UserName is not null} }}";
}
