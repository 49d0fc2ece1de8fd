using Microsoft.Extensions.Logging;

namespace Notifications.Operations;

/// <summary>What operations log. Event ids 1400 to 1439. Never a recipient, a secret or a URL.</summary>
internal sealed partial class OperationLog(ILogger logger)
{
    [LoggerMessage(1400, LogLevel.Information, "Channel {Channel}, provider {Provider} was tested: {Result} (saved settings: {IsSaved}, by {Actor})")]
    public partial void Tested(string channel, string provider, DeliveryResultKind result, bool isSaved, string actor);
}
