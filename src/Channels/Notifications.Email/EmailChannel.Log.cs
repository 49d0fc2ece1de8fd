using Microsoft.Extensions.Logging;

namespace Notifications.Email;

/// <summary>Event ids 5100 to 5109. No addresses.</summary>
internal sealed partial class EmailChannel
{
    [LoggerMessage(5100, LogLevel.Information, "Email channel '{Channel}' took over changed options for its mails")]
    private partial void LogReloaded(string channel);

    [LoggerMessage(5101, LogLevel.Warning, "Email channel '{Channel}': a mail goes out, but {Problem}. So far {Mails}; said again when there are ten times as many")]
    private partial void LogUnsubscribeLeftOut(string channel, string problem, long mails);

    [LoggerMessage(5102, LogLevel.Warning, "Email channel '{Channel}': a mail goes out without one of its addresses, which is none. {Problem}. So far {Mails}; said again when there are ten times as many")]
    private partial void LogAddressLeftOut(string channel, string problem, long mails);
}
