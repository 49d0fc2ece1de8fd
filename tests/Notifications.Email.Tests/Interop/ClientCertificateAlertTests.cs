using System.Diagnostics;
using System.Globalization;
using Notifications.Email.Tests.Support;

namespace Notifications.Email.Tests.Interop;

/// <summary>A server that ends TLS over the client's certificate: with TLS 1.2 within the handshake, with TLS 1.3 after the client has held it for done.</summary>
public sealed class ClientCertificateAlertTests
{
    [Theory]
    [InlineData(EmailSecurity.StartTls, "1.2")]
    [InlineData(EmailSecurity.StartTls, "1.3")]
    [InlineData(EmailSecurity.ImplicitTls, "1.2")]
    [InlineData(EmailSecurity.ImplicitTls, "1.3")]
    public async Task Send_MissingOrStrangersCertificate_IsAConfigurationErrorAndTheRightOneArrives(EmailSecurity security, string version)
    {
        using var server = Start(security, version);
        var port = int.Parse((await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!, CultureInfo.InvariantCulture);

        foreach (var file in (string?[])[null, Certificates.Stranger.Both, Certificates.Pretender.Both])
        {
            await using var host = For(port, security, file);
            foreach (var result in (DeliveryResult[])[await host.SendAsync(Messages.Plain), await ((IChannelTest)host.Channel).TestAsync(Messages.Plain, TestContext.Current.CancellationToken)])
            {
                result.Rejection.ShouldBe(RejectionKind.Configuration, result.ToString());
                result.Reason!.ShouldContain("client certificate");
            }
        }

        await using var right = For(port, security, Certificates.Client.Both);
        var taken = await right.SendAsync(Messages.Plain);
        taken.Kind.ShouldBe(DeliveryResultKind.Accepted, taken.ToString());
        server.StandardInput.Close();
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static EmailHost For(int port, EmailSecurity security, string? file) => EmailHost.For(port, o =>
        (o.Security, o.CertificateAuthorityFile, o.ClientCertificateFile) = (security, Certificates.AuthorityFile, file));

    private static Process Start(EmailSecurity security, string version) => Process.Start(
        new ProcessStartInfo("/usr/bin/python3", [Path.Combine(NodeServers.Folder, "mutual.py"), Certificates.Good.Certificate, Certificates.Good.Key, Certificates.AuthorityFile, security.ToString(), version])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
}
