using System.Globalization;

namespace Notifications.Email.Smtp;

/// <summary>Where a server that was connected to fell silent, in words that lead on.</summary>
internal static class OpeningRule
{
    public static string Explain(OpeningStep step, EmailOptions options)
    {
        var time = string.Create(CultureInfo.InvariantCulture, $"within ConnectTimeout ({options.ConnectTimeout.TotalSeconds:0.#} s); nothing was sent");
        return step switch
        {
            OpeningStep.Greeting when options.Security == EmailSecurity.ImplicitTls => $"{options.Host} began TLS and did not greet {time}",
            OpeningStep.Greeting => $"{options.Host} took the connection and did not greet {time}. Both sides wait when the port is for TLS from the first byte (465 is): then set Security to ImplicitTls",
            OpeningStep.Tls => $"{options.Host} did not come to an end with the TLS handshake {time}",
            OpeningStep.Hello => $"{options.Host} greeted and did not answer EHLO or STARTTLS {time}",
            _ => $"{options.Host} did not answer for the credentials {time}",
        };
    }
}
