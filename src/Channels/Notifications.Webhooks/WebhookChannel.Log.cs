using Microsoft.Extensions.Logging;

namespace Notifications.Webhooks;

/// <summary>Event ids 5000 to 5099. Hosts only: paths and queries of webhooks may be secret.</summary>
internal sealed partial class WebhookChannel
{
    [LoggerMessage(5000, LogLevel.Warning, "Webhook channel '{Channel}' refused to connect to {Host}: its address is not allowed")]
    private partial void LogRefused(string channel, string host);

    [LoggerMessage(5001, LogLevel.Warning, "Webhook channel '{Channel}': the receiver answered {Status} to the OAuth2 token; trying a new token: {TryingNew}")]
    private partial void LogTokenRefused(string channel, int status, bool tryingNew);

    [LoggerMessage(5002, LogLevel.Information, "Webhook channel '{Channel}' took over changed options")]
    private partial void LogReloaded(string channel);
}
