using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Notifications.Email;

/// <summary>Finds all that is wrong with a channel's options at once. The texts never repeat what may be secret.</summary>
internal sealed class EmailOptionsValidator : IValidateOptions<EmailOptions>
{
    private const int MaxRecipients = 100;
    private const int MinKeyBits = 1024;

    public ValidateOptionsResult Validate(string? name, EmailOptions options)
    {
        var errors = new List<string>();
        CheckServer(options, errors);
        CheckAddresses(options, errors);
        CheckCredentials(options, errors);
        ClientCertificateCheck.Run(options, errors);
        if (options.Dkim is { } dkim)
            CheckDkim(dkim, errors);
        CheckCount(errors, "MaxConnections", options.MaxConnections, 1, 256);
        CheckCount(errors, "MessagesPerConnection", options.MessagesPerConnection, 1, 1_000_000);
        CheckCount(errors, "MaxMessageBytes", options.MaxMessageBytes, 64 << 10, 1 << 30);
        CheckRange(errors, "ConnectionIdleTime", options.ConnectionIdleTime, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        CheckRange(errors, "ConnectionLifetime", options.ConnectionLifetime, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        CheckRange(errors, "ConnectTimeout", options.ConnectTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));
        CheckRange(errors, "CommandTimeout", options.CommandTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        CheckRange(errors, "CompletionTimeout", options.CompletionTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors.ConvertAll(error => $"Email channel '{name}': {error}"));
    }

    private static void CheckServer(EmailOptions options, List<string> errors)
    {
        if (Uri.CheckHostName(options.Host) == UriHostNameType.Unknown)
            errors.Add("Host is missing or no host name. Give the server's name alone, such as smtp.example.com, without scheme and port.");
        if (options.Port is < 1 or > 65_535)
            errors.Add($"Port is {options.Port}; ports are 1 to 65535.");
        if (!Enum.IsDefined(options.Security))
            errors.Add($"Security is {(int)options.Security}; use StartTls, ImplicitTls or None.");
        if (options.GreetingName is { } greeting && !DomainRule.IsHostName(greeting))
            errors.Add("GreetingName is no host name. Give this machine's full name, or leave it out.");
        if (options.CertificateAuthorityFile is not { } file)
            return;
        if (options.Security == EmailSecurity.None)
            errors.Add("CertificateAuthorityFile is given, but Security is None. Set Security to StartTls or ImplicitTls.");
        try
        {
            X509Certificate2Collection certificates = [];
            certificates.ImportFromPemFile(file);
            if (certificates.Count == 0)
                errors.Add("CertificateAuthorityFile has no certificate in PEM form.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            errors.Add($"CertificateAuthorityFile cannot be read ({e.GetType().Name}). Give the path of a PEM file.");
        }
    }

    private static void CheckAddresses(EmailOptions options, List<string> errors)
    {
        if (!EmailAddress.TryParse(options.From, out _, out var error))
            errors.Add($"From {AddressErrorText.Of(error)}.");
        if (options.ReplyTo is not null && !EmailAddress.TryParseList(options.ReplyTo, MaxRecipients, out _, out error))
            errors.Add($"ReplyTo {AddressErrorText.Of(error)}.");
        if (options.ReturnPath is not null && !EmailAddress.TryParse(options.ReturnPath, out _, out error))
            errors.Add($"ReturnPath {AddressErrorText.Of(error)}.");
        if (options.To is not null && !EmailAddress.TryParseList(options.To, MaxRecipients, out _, out error))
            errors.Add($"To {AddressErrorText.Of(error)}.");
    }

    private static void CheckCredentials(EmailOptions options, List<string> errors)
    {
        if (!Enum.IsDefined(options.Authentication))
            errors.Add($"Authentication is {(int)options.Authentication}; use Password, Plain, Login, XOAuth2 or External.");
        if (options.UserName is null)
        {
            if (options.Password is not null || options.AccessToken is not null)
                errors.Add("Password or AccessToken is given without a UserName. Give both, or none.");
            return;
        }

        if (options.UserName.Length is 0 or > 255 || options.UserName.Any(char.IsControl))
            errors.Add("UserName is empty, over 255 characters, or has a control character.");
        if (options.Password is { } password && (password.Length is 0 or > 1024 || password.Contains('\0', StringComparison.Ordinal)))
            errors.Add("Password is empty, over 1,024 characters, or has a NUL.");
        if (options.Password is null && options.Authentication is not (EmailAuthentication.XOAuth2 or EmailAuthentication.External))
            errors.Add($"UserName is given without a Password, which {options.Authentication} needs. Give both, or set Authentication to XOAuth2 or External.");
        if (options.Security == EmailSecurity.None && !options.AllowPlainTextAuthentication)
            errors.Add("UserName is given, but Security is None: the credentials would go in plain text. Set Security to StartTls or ImplicitTls, or AllowPlainTextAuthentication to true.");
    }

    private static void CheckDkim(EmailDkimOptions dkim, List<string> errors)
    {
        if (!DomainRule.TryNormalize(dkim.Domain, out _))
            errors.Add("Dkim.Domain is no domain name.");
        if (!DomainRule.TryNormalize(dkim.Selector, out _))
            errors.Add("Dkim.Selector is no selector: letters, digits and hyphens, with dots between.");
        try
        {
            using var key = RSA.Create();
            key.ImportFromPem(dkim.PrivateKey);
            if (key.KeySize < MinKeyBits)
                errors.Add($"Dkim.PrivateKey has {key.KeySize} bits; at least {MinKeyBits}, better 2048.");
            key.ExportRSAPrivateKey();
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            errors.Add("Dkim.PrivateKey is no RSA private key in PEM form (PKCS#1 or PKCS#8, not encrypted).");
        }
    }

    private static void CheckCount(List<string> errors, string what, long value, long min, long max)
    {
        if (value < min || value > max)
            errors.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{what} is {value:N0}; give {min:N0} to {max:N0}."));
    }

    private static void CheckRange(List<string> errors, string what, TimeSpan value, TimeSpan min, TimeSpan max)
    {
        if (value < min || value > max)
            errors.Add($"{what} is {value}; give {min} to {max}.");
    }
}
