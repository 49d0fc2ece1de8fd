using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Notifications.Email.Smtp;

/// <summary>Changes a connection to TLS. Name and chain of the certificate are always checked.</summary>
internal static class SmtpTls
{
    public static async ValueTask UpgradeAsync(SmtpConnection connection, SmtpSettings settings)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = settings.Options.Host,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            ClientCertificateContext = settings.ClientCertificate.Find(),
        };
        if (settings.Authorities is { } authorities)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        var secure = new SslStream(connection.Plain);
        try
        {
            await secure.AuthenticateAsClientAsync(options, connection.Timer.Token).ConfigureAwait(false);
        }
        catch
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        connection.Upgrade(secure);
    }
}
