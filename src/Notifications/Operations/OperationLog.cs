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

    [LoggerMessage(1403, LogLevel.Warning, "Channel {Channel} fails: {Failures} attempts within {Window}")]
    public partial void Failing(string channel, int failures, TimeSpan window);

    [LoggerMessage(1404, LogLevel.Information, "Channel {Channel} works again")]
    public partial void Recovered(string channel);

    [LoggerMessage(1405, LogLevel.Warning, "No rule takes {EventType} about channel {Channel}, so nobody is told: add a rule for notifications.channel.*")]
    public partial void NobodyTold(string eventType, string channel);

    [LoggerMessage(1406, LogLevel.Error, "{EventType} about channel {Channel} was not taken, and is told again: {Reason}")]
    public partial void NotTold(string eventType, string channel, string reason);

    [LoggerMessage(1407, LogLevel.Error, "The outcome of delivery {DeliveryId} on channel {Channel} was refused {Times} times: the store has it otherwise than this process, and whoever has it there ends it. If no other process uses the store, this is a bug: please report it")]
    public partial void Disowned(string deliveryId, string channel, int times);

    [LoggerMessage(1408, LogLevel.Error, "The outcome of delivery {DeliveryId} on channel {Channel} was not taken by the store {Times} times, as those of {Others} deliveries in all. It is recorded again and again while this process lives, and not sent again; the next process would send it again. Mend the store")]
    public partial void Unrecorded(string deliveryId, string channel, int times, int others);
}
