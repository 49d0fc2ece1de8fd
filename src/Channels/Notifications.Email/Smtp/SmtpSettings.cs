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
        Authorities = new TrustedAuthorities(options.CertificateAuthorityFile);
    }

    public EmailOptions Options { get; }

    public int Port { get; }

    public string GreetingName { get; }

    public TrustedAuthorities Authorities { get; }

    public ClientCertificate ClientCertificate { get; }
}
