using Microsoft.Extensions.Logging;

namespace Notifications.Email.Smtp;

/// <summary>Event ids 5110 to 5119. Hosts and codes only, no recipients.</summary>
internal sealed partial class SmtpTransport
{
    [LoggerMessage(5110, LogLevel.Debug, "Email channel '{Channel}' opened a connection to {Host}; TLS: {IsSecure}")]
    private partial void LogOpened(string channel, string host, bool isSecure);

    [LoggerMessage(5111, LogLevel.Debug, "Email channel '{Channel}': a kept connection to {Host} was dead and is replaced")]
    private partial void LogReplaced(string channel, string host);

    [LoggerMessage(5112, LogLevel.Warning, "Email channel '{Channel}': {Host} refused {Refused} of {All} recipients of a mail and took it for the others")]
    private partial void LogRecipientsRefused(string channel, string host, int refused, int all);

    [LoggerMessage(5113, LogLevel.Information, "Email channel '{Channel}' took over changed options")]
    private partial void LogReloaded(string channel);

    [LoggerMessage(5114, LogLevel.Information, "Email channel '{Channel}': {Host} takes no further connection ({Reason}). For a minute there are {Width} at most, and mails wait for one of them; set MaxConnections to what the server takes")]
    private partial void LogNarrowed(string channel, string host, int width, string? reason);
}
