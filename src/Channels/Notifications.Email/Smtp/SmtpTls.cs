using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Notifications.Email.Smtp;

/// <summary>Changes a connection to TLS. Name and chain of the certificate are always checked.</summary>
internal static class SmtpTls
{
    public static async ValueTask UpgradeAsync(SmtpConnection connection, SmtpSettings settings)
    {
        var found = SslPolicyErrors.None;
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = settings.Options.Host,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            ClientCertificateContext = settings.ClientCertificate.Find(),

            // Lets nothing pass that the check has found; it only tells what that was.
            RemoteCertificateValidationCallback = (_, _, _, errors) => (found = errors) == SslPolicyErrors.None,
        };
        if (settings.Authorities.Find() is { } authorities)
        {
            options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        var secure = new SslStream(connection.Plain);
        try
        {
            await secure.AuthenticateAsClientAsync(options, connection.Timer.Token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            if (e is AuthenticationException)
                throw new TlsException(TlsFailureRule.ForHandshake(found, e), e);
            throw;
        }

        connection.Upgrade(secure);
    }
}
