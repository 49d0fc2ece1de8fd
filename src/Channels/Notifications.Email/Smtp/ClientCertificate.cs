using System.Net.Security;
using System.Security.Cryptography;

namespace Notifications.Email.Smtp;

/// <summary>The certificate by which a channel shows who it is. One in a file is read again when the file has changed: certificates are renewed while hosts run.</summary>
internal sealed class ClientCertificate(EmailOptions options)
{
    private readonly Lock _lock = new();
    private SslStreamCertificateContext? _context;
    private (DateTime File, DateTime KeyFile) _readAt;

    /// <summary>What TLS presents when the server asks; null when there is none.</summary>
    /// <exception cref="CertificateFileException">The file cannot be read now.</exception>
    public SslStreamCertificateContext? Find()
    {
        if (options.FindClientCertificate() is null && options.ClientCertificateFile is null)
            return null;
        lock (_lock)
        {
            try
            {
                return options.ClientCertificateFile is { } file ? FromFile(file) : _context ??= SslStreamCertificateContext.Create(options.FindClientCertificate()!, null, offline: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
            {
                throw new CertificateFileException("The client certificate", e);
            }
        }
    }

    private SslStreamCertificateContext FromFile(string file)
    {
        var changed = (File.GetLastWriteTimeUtc(file), options.ClientCertificateKeyFile is { } keyFile ? File.GetLastWriteTimeUtc(keyFile) : default);
        if (_context is not null && changed == _readAt)
            return _context;
        var read = ClientCertificateReader.Read(file, options.ClientCertificateKeyFile, options.ClientCertificatePassword);
        (_context, _readAt) = (SslStreamCertificateContext.Create(read[0], read, offline: true), changed);
        return _context;
    }
}
