using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Notifications.Email.Tests.Support;

namespace Notifications.Email.Tests;

public sealed class EmailOptionsTests
{
    public static TheoryData<string, Action<EmailOptions>> Wrong() => new()
    {
        { "Host", static o => o.Host = "" },
        { "Host", static o => o.Host = "smtp://x" },
        { "Port", static o => o.Port = 0 },
        { "From", static o => o.From = "" },
        { "From", static o => o.From = "a@b\r\nX: y" },
        { "ReplyTo", static o => o.ReplyTo = "x" },
        { "From", static o => o.From = "Team: a@b.c;" },
        { "ReplyTo", static o => o.ReplyTo = "nobody:;" },
        { "To", static o => o.To = "undisclosed-recipients:;" },
        { "ReturnPath", static o => o.ReturnPath = "x" },
        { "To", static o => o.To = "a@b, x" },
        { "Security", static o => o.Security = (EmailSecurity)9 },
        { "Authentication", static o => o.Authentication = (EmailAuthentication)9 },
        { "GreetingName", static o => o.GreetingName = "a b" },
        { "CertificateAuthorityFile", static o => o.CertificateAuthorityFile = "/no/such/file" },
        { "CertificateAuthorityFile", static o => (o.CertificateAuthorityFile, o.Security) = (Certificates.AuthorityFile, EmailSecurity.None) },
        { "UserName", static o => o.Password = "top-secret" },
        { "Password", static o => o.UserName = "ops" },
        { "plain text", static o => (o.UserName, o.Password, o.Security) = ("ops", "top-secret", EmailSecurity.None) },
        { "cannot be read", static o => o.ClientCertificateFile = "/no/such/file" },
        { "cannot be read", static o => (o.ClientCertificateFile, o.ClientCertificateKeyFile) = (Certificates.Client.Certificate, "/no/such/file") },
        { "ClientCertificatePassword", static o => (o.ClientCertificateFile, o.ClientCertificatePassword) = (Certificates.Client.Pfx, "top-secret") },
        { "ClientCertificatePassword", static o => o.ClientCertificateFile = Certificates.Client.Pfx },
        { "ClientCertificatePassword", static o => (o.ClientCertificateFile, o.ClientCertificateKeyFile) = (Certificates.Client.Certificate, Certificates.Client.EncryptedKey) },
        { "ClientCertificateKeyFile", static o => o.ClientCertificateFile = Certificates.Client.Certificate },
        { "private key", static o => (o.ClientCertificateFile, o.ClientCertificateKeyFile) = (Certificates.Client.Certificate, Certificates.Stranger.Key) },
        { "private key", static o => o.ClientCertificateFile = Certificates.Client.Key },
        { "private key", static o => o.ClientCertificateFile = typeof(EmailOptionsTests).Assembly.Location },
        { "ClientCertificateFile", static o => o.ClientCertificateKeyFile = Certificates.Client.Key },
        { "ClientCertificateFile", static o => o.ClientCertificatePassword = "top-secret" },
        { "Security is None", static o => (o.ClientCertificateFile, o.Security) = (Certificates.Client.Both, EmailSecurity.None) },
        { "External", static o => o.Authentication = EmailAuthentication.External },
        { "private key", static o => o.UseClientCertificate(X509CertificateLoader.LoadCertificateFromFile(Certificates.Client.Certificate)) },
        { "UseClientCertificate", static o => { o.UseClientCertificate(X509Certificate2.CreateFromPemFile(Certificates.Client.Both)); o.ClientCertificateFile = Certificates.Client.Both; } },
        { "Dkim.Domain", static o => o.Dkim = new() { Selector = "s", PrivateKey = Key(1024) } },
        { "Dkim.Selector", static o => o.Dkim = new() { Domain = "acme.test", Selector = "a b", PrivateKey = Key(1024) } },
        { "Dkim.PrivateKey", static o => o.Dkim = new() { Domain = "acme.test", Selector = "s", PrivateKey = "top-secret" } },
        { "Dkim.PrivateKey", static o => o.Dkim = new() { Domain = "acme.test", Selector = "s", PrivateKey = Key(512) } },
        { "MaxConnections", static o => o.MaxConnections = 0 },
        { "MessagesPerConnection", static o => o.MessagesPerConnection = 0 },
        { "MaxMessageBytes", static o => o.MaxMessageBytes = 1 },
        { "ConnectionIdleTime", static o => o.ConnectionIdleTime = TimeSpan.Zero },
        { "ConnectionLifetime", static o => o.ConnectionLifetime = TimeSpan.Zero },
        { "ConnectTimeout", static o => o.ConnectTimeout = TimeSpan.Zero },
        { "CommandTimeout", static o => o.CommandTimeout = TimeSpan.FromHours(1) },
        { "CompletionTimeout", static o => o.CompletionTimeout = TimeSpan.MaxValue },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_OneThingWrong_SaysWhich(string says, Action<EmailOptions> configure)
    {
        var error = EmailHost.Errors(configure).ShouldHaveSingleItem();
        error.ShouldContain(says);
        error.ShouldNotContain("top-secret");
    }

    [Fact]
    public void Validate_Everything_IsSaidAtOnce() =>
        EmailHost.Errors(static o => (o.Host, o.From, o.Port, o.MaxConnections) = ("", "", -1, -1)).Count().ShouldBe(4);

    [Fact]
    public void Validate_Right_IsFine()
    {
        EmailHost.Errors(static _ => { }).ShouldBeEmpty();
        EmailHost.Errors(static o => (o.To, o.ReplyTo) = ("Team: a@b.c, d@e.f;", "Answers: a@b.c; , d@e.f")).ShouldBeEmpty();
        EmailHost.Errors(static o => (o.ClientCertificateFile, o.ClientCertificatePassword, o.Authentication) = (Certificates.Client.Pfx, ClientFiles.Password, EmailAuthentication.External)).ShouldBeEmpty();
        EmailHost.Errors(static o => o.Dkim = new() { Domain = "acme.test", Selector = "2026.s1", PrivateKey = Key(1024) }).ShouldBeEmpty();
    }

    [Fact]
    public void ToString_ShowsNoSecret() =>
        new EmailOptions { Host = "h", UserName = "user-secret", Password = "top-secret", Dkim = new() { PrivateKey = "top-secret" } }.ToString().ShouldNotContain("secret");

    private static string Key(int bits)
    {
        using var key = RSA.Create(bits);
        return key.ExportPkcs8PrivateKeyPem();
    }
}
