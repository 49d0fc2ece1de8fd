using Notifications.Sections;

namespace Notifications.Email;

/// <summary>Lays a section over a channel's options.</summary>
internal static class EmailOptionsBinder
{
    public static void Bind(SectionReader reader, EmailOptions options)
    {
        reader.Text("Host", v => options.Host = v!);
        reader.Number("Port", v => options.Port = v);
        reader.Text("From", v => options.From = v!);
        reader.Text("To", v => options.To = v);
        reader.Text("ReplyTo", v => options.ReplyTo = v);
        reader.Text("ReturnPath", v => options.ReturnPath = v);
        reader.Choice<EmailSecurity>("Security", v => options.Security = v);
        reader.Text("CertificateAuthorityFile", v => options.CertificateAuthorityFile = v);
        reader.Text("ClientCertificateFile", v => options.ClientCertificateFile = v);
        reader.Text("ClientCertificateKeyFile", v => options.ClientCertificateKeyFile = v);
        reader.Text("ClientCertificatePassword", v => options.ClientCertificatePassword = v);
        reader.Text("UserName", v => options.UserName = v);
        reader.Text("Password", v => options.Password = v);
        reader.Text("AccessToken", v => options.AccessToken = v);
        reader.Choice<EmailAuthentication>("Authentication", v => options.Authentication = v);
        reader.Truth("AllowPlainTextAuthentication", v => options.AllowPlainTextAuthentication = v);
        reader.Text("GreetingName", v => options.GreetingName = v);
        reader.Nested("Dkim", options.Dkim ?? new EmailDkimOptions(), v => options.Dkim = v, BindDkim);
        reader.Number("MaxConnections", v => options.MaxConnections = v);
        reader.Duration("ConnectionIdleTime", v => options.ConnectionIdleTime = v);
        reader.Duration("ConnectionLifetime", v => options.ConnectionLifetime = v);
        reader.Number("MessagesPerConnection", v => options.MessagesPerConnection = v);
        reader.Duration("ConnectTimeout", v => options.ConnectTimeout = v);
        reader.Duration("CommandTimeout", v => options.CommandTimeout = v);
        reader.Duration("CompletionTimeout", v => options.CompletionTimeout = v);
        reader.Size("MaxMessageBytes", v => options.MaxMessageBytes = v);
    }

    private static void BindDkim(SectionReader reader, EmailDkimOptions options)
    {
        reader.Text("Domain", v => options.Domain = v!);
        reader.Text("Selector", v => options.Selector = v!);
        reader.Text("PrivateKey", v => options.PrivateKey = v!);
    }
}
