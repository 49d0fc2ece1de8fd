namespace Notifications.Telemetry;

/// <summary>The names of the instruments of the meter <see cref="NotificationTelemetry.MeterName"/>.</summary>
public static class MetricNames
{
    /// <summary>Events published, by kind.</summary>
    public const string Events = "notifications.events";

    /// <summary>Events that do not match what is registered for their type, by kind.</summary>
    public const string InvalidEvents = "notifications.events.invalid";

    /// <summary>Matches of events and rules, by outcome.</summary>
    public const string Matches = "notifications.matches";

    /// <summary>Deliveries that ended, by channel, priority and outcome.</summary>
    public const string Deliveries = "notifications.deliveries";

    /// <summary>Deliveries created.</summary>
    public const string Created = "notifications.deliveries.created";

    /// <summary>Deliveries accepted and not finished.</summary>
    public const string Pending = "notifications.deliveries.pending";

    /// <summary>Matches that wait to be summarised, for their recipients, or for the end of a hold.</summary>
    public const string Held = "notifications.matches.held";

    /// <summary>Matches that were held back, by reason.</summary>
    public const string HeldBack = "notifications.matches.held_back";

    /// <summary>Alerts that are held at the moment.</summary>
    public const string HeldAlerts = "notifications.alerts.held";

    /// <summary>Alerts that inhibit others at the moment.</summary>
    public const string InhibitingAlerts = "notifications.alerts.inhibiting";

    /// <summary>Silences that are in force at the moment.</summary>
    public const string Silences = "notifications.silences.active";

    /// <summary>Deliveries of exercises that ended, by outcome.</summary>
    public const string Drills = "notifications.drills";

    /// <summary>Events for operators about channels that fail, by kind.</summary>
    public const string OperatorEvents = "notifications.operator.events";

    /// <summary>Tests of channels' providers, by outcome.</summary>
    public const string ChannelTests = "notifications.channel.tests";

    /// <summary>Deliveries that failed and can be sent again.</summary>
    public const string DeadLetters = "notifications.deadletters";

    /// <summary>Deliveries that may have arrived and are held.</summary>
    public const string InDoubt = "notifications.deliveries.indoubt";

    /// <summary>Gauge: deliveries whose outcome the store has not taken yet.</summary>
    public const string Unrecorded = "notifications.deliveries.unrecorded";

    /// <summary>Dead letters that were sent again.</summary>
    public const string Requeued = "notifications.deadletters.requeued";

    /// <summary>Dead letters that were forgotten at their bound.</summary>
    public const string DeadLettersForgotten = "notifications.deadletters.forgotten";

    /// <summary>Idempotency keys that were forgotten before they had expired.</summary>
    public const string KeysForgotten = "notifications.idempotency.forgotten";

    /// <summary>Attempts made.</summary>
    public const string Attempts = "notifications.attempts";

    /// <summary>Attempts that are to be repeated.</summary>
    public const string Retries = "notifications.retries";

    /// <summary>Times that a provider asked to slow down.</summary>
    public const string Throttled = "notifications.throttled";

    /// <summary>Fallbacks engaged.</summary>
    public const string Fallbacks = "notifications.fallbacks";

    /// <summary>Recipients who did not get a message that others of its recipients have.</summary>
    public const string RecipientsMissed = "notifications.recipients.missed";

    /// <summary>Errors that were handled, by kind.</summary>
    public const string Errors = "notifications.errors";

    /// <summary>Deliveries in a channel's queue, by channel.</summary>
    public const string QueueLength = "notifications.queue.length";

    /// <summary>1 while a provider's circuit is open, by channel and provider.</summary>
    public const string BreakerOpen = "notifications.breaker.open";

    /// <summary>How long an attempt took, in seconds, by channel and result.</summary>
    public const string SendDuration = "notifications.send.duration";

    /// <summary>From the creation of a delivery to its end, in seconds, by channel and priority.</summary>
    public const string DeliveryLatency = "notifications.delivery.latency";
}
