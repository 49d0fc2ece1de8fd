using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Notifications.Email.Smtp;

/// <summary>Reads a client's certificate with its key and chain: PKCS#12 (RFC 7292), or PEM (RFC 7468) in one file or two.</summary>
internal static class ClientCertificateReader
{
    private const long MaxFileBytes = 1 << 20;

    /// <summary>Reads; the first certificate is the client's own, with its key, and the others are its chain.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    /// <exception cref="CryptographicException">The password is wrong, or something in it is no certificate or key, or the key is missing or that of another certificate.</exception>
    public static X509Certificate2Collection Read(string file, string? keyFile, string? password)
    {
        var bytes = ReadAll(file);
        return bytes.AsSpan().IndexOf("-----BEGIN "u8) >= 0
            ? FromPem(Encoding.UTF8.GetString(bytes), keyFile is null ? null : Encoding.UTF8.GetString(ReadAll(keyFile)), password)
            : FromPkcs12(bytes, password);
    }

    private static X509Certificate2Collection FromPkcs12(byte[] bytes, string? password)
    {
        X509Certificate2Collection found = [];
        foreach (var certificate in X509CertificateLoader.LoadPkcs12Collection(bytes, password))
        {
            if (certificate.HasPrivateKey && found is not [{ HasPrivateKey: true }, ..])
                found.Insert(0, certificate);
            else
                found.Add(certificate);
        }

        return found is [{ HasPrivateKey: true }, ..] ? found : throw new CryptographicException("There is no certificate with a private key");
    }

    private static X509Certificate2Collection FromPem(string pem, string? keyPem, string? password)
    {
        try
        {
            X509Certificate2Collection all = [];
            all.ImportFromPem(pem);
            var own = password is null ? X509Certificate2.CreateFromPem(pem, keyPem ?? pem) : X509Certificate2.CreateFromEncryptedPem(pem, keyPem ?? pem, password);
            all[0] = OperatingSystem.IsWindows() ? Keep(own) : own;
            return all;
        }
        catch (ArgumentException e)
        {
            throw new CryptographicException("There is no certificate or no key", e);
        }
    }

    // Windows takes part in TLS only with a key that it has stored.
    private static X509Certificate2 Keep(X509Certificate2 certificate)
    {
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    private static byte[] ReadAll(string file) => new FileInfo(file) is { Exists: true, Length: > MaxFileBytes }
        ? throw new CryptographicException($"The file is larger than {MaxFileBytes} bytes")
        : File.ReadAllBytes(file);
}
