namespace Notifications.Webhooks;

/// <summary>What the body of a webhook looks like.</summary>
public enum WebhookBodyFormat
{
    /// <summary>One JSON object with the event, the rendered message and, of an aggregate, its summary. The default.</summary>
    Json,

    /// <summary>CloudEvents 1.0, structured mode: one <c>application/cloudevents+json</c> object, all of it covered by the signature.</summary>
    CloudEvents,

    /// <summary>CloudEvents 1.0, binary mode: attributes as <c>ce-</c> headers, the event's data as body. The signature covers the body only.</summary>
    CloudEventsBinary,

    /// <summary><c>{event_type, timestamp, incident, notification_id}</c>, for receivers of incident tools.</summary>
    Incident,

    /// <summary>The text of <see cref="WebhookOptions.BodyTemplate"/> with its placeholders filled.</summary>
    Template,
}
