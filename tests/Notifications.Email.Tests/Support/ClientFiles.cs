namespace Notifications.Email.Tests.Support;

/// <summary>One client's certificate in all forms.</summary>
/// <param name="Pfx">PKCS#12 with <see cref="Password"/>.</param>
/// <param name="Both">PEM with certificate, authority and key.</param>
/// <param name="Certificate">PEM with the certificate alone.</param>
/// <param name="Key">PEM with the key alone.</param>
/// <param name="EncryptedKey">The same with <see cref="Password"/>.</param>
internal sealed record ClientFiles(string Pfx, string Both, string Certificate, string Key, string EncryptedKey)
{
    public const string Password = "pfx-pässword";
}
