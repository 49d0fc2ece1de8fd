using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Configuration;
using Notifications.Email.Tests.Support;

namespace Notifications.Email.Tests.Interop;

/// <summary>Against smtp-server that wants a certificate of its clients.</summary>
public sealed class ClientCertificateTests(NodeServers servers) : IClassFixture<NodeServers>
{
    [Theory]
    [InlineData("pfx")]
    [InlineData("both")]
    [InlineData("pair")]
    [InlineData("encrypted")]
    [InlineData("code")]
    public async Task Send_CertificateInAnyForm_Arrives(string form)
    {
        using var own = X509CertificateLoader.LoadPkcs12FromFile(Certificates.Client.Pfx, ClientFiles.Password);
        await using var host = Start("mutual", o => Give(o, form, own));

        var result = await host.SendAsync(Messages.Plain);

        result.Kind.ShouldBe(DeliveryResultKind.Accepted, result.ToString());
        (await servers.TakeAsync()).ShouldHaveSingleItem().GetProperty("peer").GetString().ShouldBe("ops");
    }

    [Fact]
    public async Task Send_MissingOrStrangersCertificate_IsAConfigurationErrorInTheServersWords()
    {
        await using var none = Start("mutual", static _ => { });
        await using var wrong = Start("mutual", static o => o.ClientCertificateFile = Certificates.Stranger.Both);

        foreach (var host in (EmailHost[])[none, wrong])
        {
            var result = await host.SendAsync(Messages.Plain);
            result.Rejection.ShouldBe(RejectionKind.Configuration, result.ToString());
            result.Reason!.ShouldContain("a certificate is needed here");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ops")]
    public async Task Send_External_ArrivesAsWhomTheCertificateNames(string? user)
    {
        await using var host = Start("external", o => (o.Authentication, o.UserName, o.ClientCertificateFile) = (EmailAuthentication.External, user, Certificates.Client.Both));

        var result = await host.SendAsync(Messages.Plain);

        result.Kind.ShouldBe(DeliveryResultKind.Accepted, result.ToString());
        (await servers.TakeAsync()).ShouldHaveSingleItem().GetProperty("method").GetString().ShouldBe("EXTERNAL");
    }

    [Theory]
    [InlineData("external", "somebody-else", "535")]
    [InlineData("startTlsAuth", "ops", "does not offer")]
    public async Task Send_ExternalAsAnotherOrNotOffered_IsAConfigurationError(string server, string user, string reason)
    {
        await using var host = Start(server, o => (o.Authentication, o.UserName, o.ClientCertificateFile) = (EmailAuthentication.External, user, Certificates.Client.Both));

        var result = await host.SendAsync(Messages.Plain);

        result.Rejection.ShouldBe(RejectionKind.Configuration);
        result.Reason!.ShouldContain(reason);
        result.Reason!.ShouldNotContain("somebody-else");
    }

    [Fact]
    public async Task Send_CertificateIsRenewed_IsTakenForTheNextConnection()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.Copy(Certificates.Stranger.Both, file, overwrite: true);
            await using var host = Start("external", o => (o.Authentication, o.ClientCertificateFile) = (EmailAuthentication.External, file));
            (await host.SendAsync(Messages.Plain)).Rejection.ShouldBe(RejectionKind.Configuration);

            await File.WriteAllTextAsync(file, "half-written");
            File.SetLastWriteTimeUtc(file, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            var result = await host.SendAsync(Messages.Plain);
            (result.Kind, result.Reason).ShouldBe((DeliveryResultKind.Retry, "The client certificate cannot be read (CryptographicException); nothing was sent"));

            File.Copy(Certificates.Client.Both, file, overwrite: true);
            File.SetLastWriteTimeUtc(file, new DateTime(2030, 1, 2, 0, 0, 0, DateTimeKind.Utc));
            (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(DeliveryResultKind.Accepted);
            await servers.TakeAsync();
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task AddEmail_PasswordInTheEnvironment_IsReadFromThere()
    {
        Environment.SetEnvironmentVariable("EMAIL_TESTS_PFX_PASSWORD", ClientFiles.Password);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Host"] = "localhost",
            ["Port"] = servers["mutual"].ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["From"] = "ops@acme.test",
            ["CertificateAuthorityFile"] = Certificates.AuthorityFile,
            ["ClientCertificateFile"] = Certificates.Client.Pfx,
            ["ClientCertificatePassword"] = "${EMAIL_TESTS_PFX_PASSWORD}",
        }).Build();
        await using var host = EmailHost.From(configuration.WithEnvironment());

        (await host.SendAsync(Messages.Plain)).Kind.ShouldBe(DeliveryResultKind.Accepted);
        await servers.TakeAsync();
    }

    private static void Give(EmailOptions options, string form, X509Certificate2 own)
    {
        var client = Certificates.Client;
        switch (form)
        {
            case "pfx":
                (options.ClientCertificateFile, options.ClientCertificatePassword) = (client.Pfx, ClientFiles.Password);
                break;
            case "both":
                options.ClientCertificateFile = client.Both;
                break;
            case "pair":
                (options.ClientCertificateFile, options.ClientCertificateKeyFile) = (client.Certificate, client.Key);
                break;
            case "encrypted":
                (options.ClientCertificateFile, options.ClientCertificateKeyFile, options.ClientCertificatePassword) = (client.Certificate, client.EncryptedKey, ClientFiles.Password);
                break;
            default:
                options.UseClientCertificate(own);
                break;
        }
    }

    private EmailHost Start(string server, Action<EmailOptions> configure) => EmailHost.For(servers[server], options =>
    {
        (options.Security, options.CertificateAuthorityFile) = (EmailSecurity.StartTls, Certificates.AuthorityFile);
        configure(options);
    });
}
