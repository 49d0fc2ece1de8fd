using System.Security.Cryptography;
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
