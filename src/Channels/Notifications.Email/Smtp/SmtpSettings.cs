using System.Security.Cryptography.X509Certificates;

namespace Notifications.Email.Smtp;

/// <summary>What the options of a channel say about its server, compiled once. Replaced as a whole when they change.</summary>
internal sealed class SmtpSettings
{
    public SmtpSettings(EmailOptions options)
    {
        Options = options;
        Port = options.Port ?? options.Security switch
        {
            EmailSecurity.ImplicitTls => 465,
            EmailSecurity.None => 25,
            _ => 587,
        };
        GreetingName = options.GreetingName ?? (EmailAddress.TryParse(options.From, out var from, out _) ? from.Domain : "localhost");
        ClientCertificate = new ClientCertificate(options);
        if (options.CertificateAuthorityFile is { } file)
        {
            Authorities = [];
            Authorities.ImportFromPemFile(file);
        }
    }

    public EmailOptions Options { get; }

    public int Port { get; }

    public string GreetingName { get; }

    /// <summary>The authorities to trust; null for the machine's.</summary>
    public X509Certificate2Collection? Authorities { get; }

    public ClientCertificate ClientCertificate { get; }
}
