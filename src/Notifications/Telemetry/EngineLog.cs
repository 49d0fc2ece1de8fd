using Microsoft.Extensions.Logging;
using Notifications.Storage;

namespace Notifications.Telemetry;

/// <summary>What the engine logs. Event ids 1000 to 1099 are its own. Never a recipient, a secret or a URL.</summary>
internal sealed partial class EngineLog(ILogger logger)
{
    /// <summary>Where it goes, for the stages that have messages of their own.</summary>
    public ILogger Logger => logger;

    [LoggerMessage(1000, LogLevel.Information, "Notifications started with {Rules} rules and {Channels} channels")]
    public partial void Started(int rules, int channels);

    [LoggerMessage(1001, LogLevel.Warning, "Event refused: {Code}: {Message}")]
    public partial void EventRefused(NotificationErrorCode code, string message);

    [LoggerMessage(1002, LogLevel.Warning, "Request refused: {Code}: {Message}")]
    public partial void RequestRefused(NotificationErrorCode code, string message);

    [LoggerMessage(1003, LogLevel.Error, "The store did not commit: {Kind}: {Reason}")]
    public partial void CommitFailed(CommitKind kind, string reason);

    [LoggerMessage(1004, LogLevel.Error, "A step of the engine failed; it is a bug, please report it")]
    public partial void StepFailed(Exception error);

    [LoggerMessage(1005, LogLevel.Warning, "{Limit} things are tracked, so another one is not: its messages may come out of order, and its end is not told unless a rule sends it. Raise MaxTrackedAlerts")]
    public partial void AlertUntracked(int limit);

    [LoggerMessage(1006, LogLevel.Warning, "Rule {Rule} is gone; {Count} events that it held are reported here and not sent")]
    public partial void HeldForRemovedRule(string rule, int count);

    [LoggerMessage(1007, LogLevel.Error, "The template of {Origin} failed for event {EventId} on channel {Channel}; the default text goes out. Tenant {Tenant}, template {Template}, language {Locale}")]
    public partial void TemplateFailed(string origin, NotificationId eventId, string channel, string? tenant, string? template, string? locale, Exception error);

    [LoggerMessage(1008, LogLevel.Warning, "The recipient resolver failed ({ErrorType}); it is asked again")]
    public partial void ResolverFailed(string errorType, Exception error);

    [LoggerMessage(1009, LogLevel.Error, "Channel {Channel} could not be created; its deliveries are rejected until the host is restarted with a working one")]
    public partial void ChannelBroken(string channel, Exception error);

    [LoggerMessage(1010, LogLevel.Error, "Channel {Channel} is misconfigured: {Reason}. An operator has to act")]
    public partial void ChannelMisconfigured(string channel, string reason);

    public void ChannelThrew(string channel, string errorType, Exception error)
    {
        ChannelThrew(channel, errorType);
        ChannelThrewDetails(channel, error);
    }

    [LoggerMessage(1011, LogLevel.Warning, "Channel {Channel} threw {ErrorType}")]
    private partial void ChannelThrew(string channel, string errorType);

    [LoggerMessage(1012, LogLevel.Debug, "What channel {Channel} threw")]
    private partial void ChannelThrewDetails(string channel, Exception error);

    [LoggerMessage(1013, LogLevel.Warning, "A send of channel {Channel} did not end within {Timeout} and did not stop; it is left behind")]
    public partial void SendAbandoned(string channel, TimeSpan timeout);

    [LoggerMessage(1014, LogLevel.Warning, "The circuit of channel {Channel}, provider {Provider}, is open: {IsOpen}")]
    public partial void BreakerChanged(string channel, string provider, bool isOpen);

    [LoggerMessage(1015, LogLevel.Warning, "Delivery {DeliveryId} on channel {Channel} is in doubt and held: it may have arrived")]
    public partial void HeldInDoubt(string channel, string deliveryId);

    [LoggerMessage(1016, LogLevel.Warning, "Stopped with {Left} deliveries unfinished and {Held} events held, {Fate}")]
    public partial void LeftAtShutdown(long left, long held, string fate);

    [LoggerMessage(1017, LogLevel.Warning, "Left: delivery {DeliveryId} on channel {Channel} by rule {Rule}")]
    public partial void DeliveryLeft(string deliveryId, string channel, string rule);

    [LoggerMessage(1018, LogLevel.Warning, "{Count} deliveries are pending for channel {Channel}, which is not configured. They wait for it in the store until their deadlines, and fail then; with OnRemoved Report they end now. Add the channel, or wait")]
    public partial void PendingForUnknownChannel(string channel, int count);

    [LoggerMessage(1019, LogLevel.Warning, "A condition of rule {Rule} failed and counts as false: {Message}")]
    public partial void ConditionFailed(string rule, string message);

    [LoggerMessage(1020, LogLevel.Error, "A destination of channel {Channel} is gone and gets nothing more until the configuration changes: {Reason}")]
    public partial void DestinationDisabled(string channel, string reason);

    [LoggerMessage(1021, LogLevel.Warning, "The resolver found more than {Limit} recipients for one event of rule {Rule}; the others are left out. Raise MaxFanOut, or send in parts")]
    public partial void FanOutCut(int limit, string rule);

    [LoggerMessage(1022, LogLevel.Warning, "{Limit} debounce keys or batches are open, so what comes anew is not held and goes out at once. Raise MaxHeldKeys, or debounce by fewer keys")]
    public partial void HeldKeysFull(int limit);

    [LoggerMessage(1023, LogLevel.Warning, "Messages of rule {Rule} go out without a button: {Problems}")]
    public partial void ActionLeftOut(string rule, string problems);

    [LoggerMessage(1024, LogLevel.Warning, "{Limit} destinations were told that one alert fires, so another one is not: its end could not be remembered. Raise MaxDestinationsPerAlert, or let the rule name fewer")]
    public partial void DestinationsFull(int limit);

    [LoggerMessage(1025, LogLevel.Warning, "The last process ended while {Count} deliveries and searches for recipients were under way that an earlier one had accepted. They are tried again one after the other, {Suspects} of them after a while: {Ids}")]
    public partial void Interrupted(int count, int suspects, string ids);

    [LoggerMessage(1026, LogLevel.Error, "Delivery {DeliveryId} on channel {Channel} by rule {Rule} is given up: {Times} processes have ended while they sent it. It is a dead letter; look what the channel does with it before you have it sent again")]
    public partial void PoisonMessage(string deliveryId, string channel, string rule, int times);

    [LoggerMessage(1027, LogLevel.Error, "The recipients of a message by rule {Rule} are no longer looked for: {Times} processes have ended while the resolver was asked. The fallback takes over, if there is one")]
    public partial void PoisonSearch(string rule, int times);

    [LoggerMessage(1029, LogLevel.Warning, "Rule {Rule} is not configured any more. {Waiting} deliveries, windows, batches and held alerts that wait for it are delivered as if it were (OnRemoved), but for {InCode} targets that were functions in code")]
    public partial void RuleGone(string rule, int waiting, int inCode);

    [LoggerMessage(1028, LogLevel.Warning, "The store has forgotten {Count} idempotency keys before they had expired, for it remembers no more: events and requests with these keys are taken as new ones. Raise its KeyCapacity, or shorten IdempotencyWindow")]
    public partial void KeysForgotten(long count);

    [LoggerMessage(1030, LogLevel.Error, "The audit observer {Observer} failed; the record is stored")]
    public partial void AuditObserverFailed(string observer, Exception error);
}
