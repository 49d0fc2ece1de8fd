using Microsoft.Extensions.Logging;

namespace Notifications.Operations;

/// <summary>What operations log. Event ids 1400 to 1439. Never a recipient, a secret or a URL.</summary>
internal sealed partial class OperationLog(ILogger logger)
{
    [LoggerMessage(1400, LogLevel.Information, "Channel {Channel}, provider {Provider} was tested: {Result} (saved settings: {IsSaved}, by {Actor})")]
    public partial void Tested(string channel, string provider, DeliveryResultKind result, bool isSaved, string actor);

    [LoggerMessage(1401, LogLevel.Information, "{Operation} of delivery {DeliveryId} on channel {Channel} by {Actor}: {Reason}")]
    public partial void Done(OperationKind operation, string deliveryId, string channel, string actor, string reason);

    [LoggerMessage(1402, LogLevel.Warning, "A dead letter of channel {Channel} was forgotten by age, or because there were more than {Capacity}: it cannot be sent again. Raise DeadLetterCapacity or DeadLetterAge, or handle them sooner")]
    public partial void Forgotten(string channel, int capacity);
}
