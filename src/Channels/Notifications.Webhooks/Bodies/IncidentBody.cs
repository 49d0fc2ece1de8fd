using System.Buffers;
using System.Text.Json;

namespace Notifications.Webhooks.Bodies;

/// <summary><c>{event_type, timestamp, incident, notification_id}</c>. The incident is the event's data; without data, what the event itself says.</summary>
internal sealed class IncidentBody : WebhookBody
{
    public override string GetContentType(ChannelMessage message) => "application/json";

    public override void Write(ChannelMessage message, IBufferWriter<byte> body)
    {
        var writer = JsonText.Begin(body);
        writer.WriteStartObject();
        writer.WriteString(Names.EventType, message.Event.Type);
        writer.WriteTime(Names.Timestamp, message.Event.Time);
        if (message.Event.Data is { } data)
            writer.WriteData(Names.Incident, data);
        else
            WriteIncident(writer, message);
        writer.WriteString(Names.NotificationId, message.DeliveryId.ToGuid());
        writer.WriteEndObject();
        JsonText.End(writer);
    }

    private static void WriteIncident(Utf8JsonWriter writer, ChannelMessage message)
    {
        writer.WriteStartObject(Names.Incident);
        writer.WriteString(Names.Id, message.CorrelationKey ?? WireNames.IdOf(message));
        writer.WriteString(Names.Severity, WireNames.Of(message.Event.Severity));
        writer.WriteString(Names.Status, WireNames.Of(message.Status));
        writer.WriteOptional(Names.Source, message.Event.Source);
        writer.WriteOptional(Names.Subject, message.Event.Subject);
        writer.WriteString(Names.Message, message.Content.Text);
        writer.WritePropertyName(Names.Labels);
        writer.WriteLabels(message.Event.Labels);
        writer.WriteEndObject();
    }
}
