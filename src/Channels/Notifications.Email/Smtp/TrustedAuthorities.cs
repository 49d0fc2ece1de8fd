using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Notifications.Email.Smtp;

/// <summary>The authorities to trust in place of the machine's. Their file is read again when it has changed: a relay's own authority is renewed while hosts run.</summary>
/// <param name="file">The PEM file; null for the machine's authorities.</param>
internal sealed class TrustedAuthorities(string? file)
{
    private readonly Lock _lock = new();
    private X509Certificate2Collection? _read;
    private DateTime _readAt;

    /// <summary>The authorities; null for the machine's. While the file cannot be read, those that were in it last.</summary>
    /// <exception cref="CertificateFileException">It could not be read yet.</exception>
    public X509Certificate2Collection? Find()
    {
        if (file is null)
            return null;
        lock (_lock)
        {
            try
            {
                var changed = File.GetLastWriteTimeUtc(file);
                if (_read is null || changed != _readAt)
                    (_read, _readAt) = (Read(file), changed);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
            {
                if (_read is null)
                    throw new CertificateFileException("CertificateAuthorityFile", e);
            }

            return _read;
        }
    }

    private static X509Certificate2Collection Read(string file)
    {
        X509Certificate2Collection read = [];
        read.ImportFromPemFile(file);
        return read.Count > 0 ? read : throw new CryptographicException("There is no certificate");
    }
}
