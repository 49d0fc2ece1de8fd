using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Notifications.Email.Tests.Support;

/// <summary>An authority of our own and certificates of it, made once for each run, as files that other programs read.</summary>
internal static class Certificates
{
    private static readonly DateTimeOffset From = DateTimeOffset.UtcNow.AddDays(-1);
    private static readonly string Folder = MakeFolder();
    private static readonly X509Certificate2 Authority = MakeAuthority("CN=Email tests");

    /// <summary>The authority to trust.</summary>
    public static string AuthorityFile { get; } = Write("ca.pem", Authority.ExportCertificatePem());

    /// <summary>For localhost and 127.0.0.1.</summary>
    public static (string Certificate, string Key) Good { get; } = Make("localhost", IPAddress.Loopback);

    /// <summary>For another name.</summary>
    public static (string Certificate, string Key) WrongName { get; } = Make("mail.example.org", null);

    /// <summary>Of the channel "ops", in all forms in which it may be given.</summary>
    public static ClientFiles Client { get; } = MakeClient("ops", Authority, "client");

    /// <summary>Of an authority that no server here trusts.</summary>
    public static ClientFiles Stranger { get; } = MakeClient("ops", MakeAuthority("CN=Strangers"), "stranger");

    /// <summary>Of an authority that only calls itself like the one that is trusted.</summary>
    public static ClientFiles Pretender { get; } = MakeClient("ops", MakeAuthority("CN=Email tests"), "pretender");

    public static X509Certificate2 Load((string Certificate, string Key) files) =>
        X509CertificateLoader.LoadPkcs12(X509Certificate2.CreateFromPemFile(files.Certificate, files.Key).Export(X509ContentType.Pkcs12), null);

    private static string MakeFolder()
    {
        var folder = Directory.CreateTempSubdirectory("email-tests");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        return folder.FullName;
    }

    private static X509Certificate2 MakeAuthority(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(From, From.AddDays(30));
    }

    private static (string Certificate, string Key) Make(string name, IPAddress? address)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (address is not null)
            names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(Authority, From, From.AddDays(30), [1, 2, (byte)name.Length]);
        return (Write(name + ".pem", certificate.ExportCertificatePem()), Write(name + ".key", key.ExportPkcs8PrivateKeyPem()));
    }

    private static ClientFiles MakeClient(string name, X509Certificate2 authority, string file)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        using var bare = request.Create(authority, From, From.AddDays(30), RandomNumberGenerator.GetBytes(8));
        using var certificate = bare.CopyWithPrivateKey(key);
        var pfx = Path.Combine(Folder, file + ".pfx");
        X509Certificate2Collection all = [certificate, new X509Certificate2Collection(X509CertificateLoader.LoadCertificate(authority.RawData))[0]];
        File.WriteAllBytes(pfx, all.Export(X509ContentType.Pkcs12, ClientFiles.Password)!);
        var (own, secret) = (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        var encrypted = key.ExportEncryptedPkcs8PrivateKeyPem(ClientFiles.Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000));
        return new ClientFiles(
            pfx, Write(file + "-both.pem", $"{own}\n{authority.ExportCertificatePem()}\n{secret}"), Write(file + ".pem", own), Write(file + ".key", secret), Write(file + "-encrypted.key", encrypted));
    }

    private static string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
