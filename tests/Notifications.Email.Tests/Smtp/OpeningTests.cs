using System.Security.Cryptography.X509Certificates;
using Notifications.Email.Smtp;
using Notifications.Email.Tests.Support;

namespace Notifications.Email.Tests.Smtp;

/// <summary>What is said of a server that takes the connection and falls silent, and which authorities are trusted when their file changes.</summary>
public sealed class OpeningTests
{
    [Theory]
    [InlineData(EmailSecurity.StartTls, "greeting", "set Security to ImplicitTls")]
    [InlineData(EmailSecurity.None, "greeting", "did not greet within ConnectTimeout (0.2 s)")]
    [InlineData(EmailSecurity.StartTls, "EHLO", "did not answer EHLO or STARTTLS")]
    [InlineData(EmailSecurity.StartTls, "STARTTLS", "did not answer EHLO or STARTTLS")]
    [InlineData(EmailSecurity.None, "AUTH", "did not answer for the credentials")]
    public async Task Send_ServerFallsSilent_NamesTheStep(EmailSecurity security, string step, string words)
    {
        await using var server = new SinkServer
        {
            Capabilities = ["STARTTLS", "AUTH PLAIN"],
            Reply = command => command.StartsWith(step, StringComparison.Ordinal) ? "hang" : null,
        };
        await using var host = EmailHost.For(server.Port, o =>
        {
            (o.Security, o.ConnectTimeout) = (security, TimeSpan.FromMilliseconds(200));
            if (step == "AUTH")
                (o.UserName, o.Password, o.AllowPlainTextAuthentication) = ("ops", "secret", true);
        });

        var result = await host.SendAsync(Messages.Plain);

        result.Kind.ShouldBe(DeliveryResultKind.Retry);

        // On a busy machine it may be an earlier step.
        if (!result.Reason!.StartsWith("No connection", StringComparison.Ordinal))
            result.Reason.ShouldContain(words);
    }

    [Fact]
    public void Explain_EachStep_SaysThatNothingWasSent()
    {
        foreach (var step in Enum.GetValues<OpeningStep>())
        {
            foreach (var security in Enum.GetValues<EmailSecurity>())
                OpeningRule.Explain(step, new EmailOptions { Host = "relay.test", Security = security }).ShouldContain("within ConnectTimeout (8 s); nothing was sent");
        }
    }

    [Fact]
    public void Authorities_FileChanges_AreReadAgainAndStayWhileItCannotBeRead()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("email-authorities").FullName, "ca.pem");
        try
        {
            File.Copy(Certificates.AuthorityFile, file);
            var authorities = new TrustedAuthorities(file);
            var first = Thumbprint(authorities);
            first.ShouldBe(X509CertificateLoader.LoadCertificateFromFile(Certificates.AuthorityFile).Thumbprint);

            File.WriteAllText(file, "half a file");
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch.AddDays(1));
            Thumbprint(authorities).ShouldBe(first);

            File.Copy(Certificates.Stranger.Both, file, overwrite: true);
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch.AddDays(2));
            Thumbprint(authorities).ShouldNotBe(first);

            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
            Thumbprint(authorities).ShouldNotBe(first);
        }
        finally
        {
            if (File.Exists(file))
                Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [Fact]
    public void Authorities_NeverRead_IsSaid() => Should.Throw<CertificateFileException>(() => new TrustedAuthorities("/no/such/file.pem").Find()).Message.ShouldContain("CertificateAuthorityFile");

    private static string Thumbprint(TrustedAuthorities authorities) => authorities.Find()![0].Thumbprint;
}
