namespace Notifications.Telemetry;

/// <summary>The names of tags on spans and metrics.</summary>
public static class TagNames
{
    /// <summary>The channel's name.</summary>
    public const string Channel = "notifications.channel";

    /// <summary>The provider's name within its channel.</summary>
    public const string Provider = "notifications.provider";

    /// <summary>The rule's name.</summary>
    public const string Rule = "notifications.rule";

    /// <summary>The number of the attempt. Spans only.</summary>
    public const string Attempt = "notifications.attempt";

    /// <summary>The delivery's id. Spans only.</summary>
    public const string DeliveryId = "notifications.delivery.id";

    /// <summary>What an attempt came to.</summary>
    public const string Result = "notifications.result";

    /// <summary>Why something was held back.</summary>
    public const string Reason = "notifications.reason";

    /// <summary>The final state of a delivery.</summary>
    public const string Outcome = "notifications.outcome";

    /// <summary>The lane.</summary>
    public const string Priority = "notifications.priority";

    /// <summary>The event's type. Spans only.</summary>
    public const string EventType = "notifications.event.type";

    /// <summary>What became of an event.</summary>
    public const string Kind = "notifications.kind";
}
