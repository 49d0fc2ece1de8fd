using System.ComponentModel;
using System.Globalization;
using System.Net.Security;

namespace Notifications.Email.Smtp;

/// <summary>Finds out why TLS failed, from what our own check of the certificate found and from what the system's TLS says.</summary>
internal static class TlsFailureRule
{
    // Alerts (RFC 8446, section 6.2). TLS 1.2 says handshake_failure (40) also where a certificate is missing; decrypt_error (51) is for a signature that is not the authority's.
    private static readonly int[] CertificateAlerts = [40, 41, 42, 43, 44, 45, 46, 48, 49, 51, 116];
    private static readonly int[] VersionAlerts = [70, 71];

    // SEC_E_UNTRUSTED_ROOT, SEC_E_CERT_UNKNOWN, SEC_E_CERT_EXPIRED, SEC_E_NO_CREDENTIALS, CERT_E_UNTRUSTEDROOT; SEC_E_ALGORITHM_MISMATCH.
    private static readonly uint[] CertificateErrors = [0x80090325, 0x80090327, 0x80090328, 0x8009030E, 0x800B0109];
    private static readonly uint[] VersionErrors = [0x80090331];

    /// <summary>Why the handshake failed.</summary>
    public static TlsFailure ForHandshake(SslPolicyErrors found, Exception exception)
    {
        if ((found & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
            return TlsFailure.OtherName;
        if (found != SslPolicyErrors.None)
            return TlsFailure.Untrusted;
        return exception.InnerException is null ? TlsFailure.NoTls : FromSystem(exception);
    }

    /// <summary>What the system's TLS says of it.</summary>
    public static TlsFailure FromSystem(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            var (alert, error) = (AlertOf(cause.Message), cause is Win32Exception windows ? (uint)windows.NativeErrorCode : 0);
            if (CertificateAlerts.Contains(alert) || CertificateErrors.Contains(error))
                return TlsFailure.ClientCertificate;
            if (VersionAlerts.Contains(alert) || VersionErrors.Contains(error))
                return TlsFailure.NoCommonVersion;
            if (cause.Message.Contains("wrong version number", StringComparison.OrdinalIgnoreCase))
                return TlsFailure.NoTls;
        }

        return TlsFailure.Ended;
    }

    // OpenSSL's code, as in "error:0A00045C:SSL routines::…": its last 23 bits are a reason, and 1000 is added to the alert of the other side. Its words are not on every machine.
    private static int AlertOf(string message)
    {
        const string Prefix = "error:";
        const int ReasonBits = 0x7F_FFFF;
        const int FirstAlert = 1000;
        var at = message.IndexOf(Prefix, StringComparison.Ordinal);
        return at >= 0 && message.Length >= at + Prefix.Length + 8
            && uint.TryParse(message.AsSpan(at + Prefix.Length, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (int)(code & ReasonBits) - FirstAlert
            : -1;
    }
}
