using Microsoft.Extensions.Logging;

namespace Notifications.PagerDuty;

/// <summary>Event ids 5300 to 5399. Never a routing key.</summary>
internal sealed partial class PagerDutyChannel
{
    [LoggerMessage(5300, LogLevel.Information, "PagerDuty channel '{Channel}' took over changed options")]
    private partial void LogReloaded(string channel);

    [LoggerMessage(5301, LogLevel.Warning, "PagerDuty channel '{Channel}' shortened the details of delivery {DeliveryId}: {Note}")]
    private partial void LogShortened(string channel, NotificationId deliveryId, string note);

    [LoggerMessage(5302, LogLevel.Warning, "PagerDuty channel '{Channel}' refused to connect to {Host}: its address is not allowed")]
    private partial void LogRefused(string channel, string host);
}
