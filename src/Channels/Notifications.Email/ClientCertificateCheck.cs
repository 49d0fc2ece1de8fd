using System.Security.Cryptography;
using Notifications.Email.Smtp;

namespace Notifications.Email;

/// <summary>Finds what is wrong with the options of a client certificate. The password is never repeated.</summary>
internal static class ClientCertificateCheck
{
    public static void Run(EmailOptions options, List<string> errors)
    {
        var has = options.FindClientCertificate() is not null || options.ClientCertificateFile is not null;
        if (options.FindClientCertificate() is not null && options.ClientCertificateFile is not null)
            errors.Add("ClientCertificateFile is given, and UseClientCertificate was called. Do one of both.");
        if (options.ClientCertificateFile is null && (options.ClientCertificateKeyFile is not null || options.ClientCertificatePassword is not null))
            errors.Add("ClientCertificateKeyFile or ClientCertificatePassword is given without a ClientCertificateFile. Give it, or leave them out.");
        if (has && options.Security == EmailSecurity.None)
            errors.Add("A client certificate is given, but Security is None. Set Security to StartTls or ImplicitTls.");
        if (!has && options.Authentication == EmailAuthentication.External)
            errors.Add("Authentication is External without a client certificate. Give ClientCertificateFile or call UseClientCertificate.");
        if (options.FindClientCertificate() is { HasPrivateKey: false })
            errors.Add("The certificate given to UseClientCertificate has no private key. Load it together with its key.");
        if (options.ClientCertificateFile is { } file)
            CheckFile(file, options, errors);
    }

    private static void CheckFile(string file, EmailOptions options, List<string> errors)
    {
        try
        {
            foreach (var certificate in ClientCertificateReader.Read(file, options.ClientCertificateKeyFile, options.ClientCertificatePassword))
                certificate.Dispose();
        }
        catch (CryptographicException)
        {
            errors.Add("ClientCertificateFile has no certificate with its private key that opens with ClientCertificatePassword. Give a PKCS#12 or PEM file of at most 1 MiB, the password of what is encrypted, and ClientCertificateKeyFile when the key is in a PEM file of its own.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.Add($"ClientCertificateFile or ClientCertificateKeyFile cannot be read ({e.GetType().Name}). Give the paths of files that this process may read.");
        }
    }
}
