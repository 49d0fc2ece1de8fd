using Microsoft.Extensions.Logging;

namespace Notifications.Email;

/// <summary>Event ids 5100 to 5109. No addresses.</summary>
internal sealed partial class EmailChannel
{
    [LoggerMessage(5100, LogLevel.Information, "Email channel '{Channel}' took over changed options for its mails")]
    private partial void LogReloaded(string channel);

    [LoggerMessage(5101, LogLevel.Warning, "Email channel '{Channel}' sends a mail without its link to unsubscribe: {Problem}")]
    private partial void LogUnsubscribeLeftOut(string channel, string problem);
}
