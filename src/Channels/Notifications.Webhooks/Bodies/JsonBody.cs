using System.Buffers;
using System.Text.Json;

namespace Notifications.Webhooks.Bodies;

/// <summary>The format of our own. What is absent is left out.</summary>
internal sealed class JsonBody : WebhookBody
{
    public override string GetContentType(ChannelMessage message) => "application/json";

    public override void Write(ChannelMessage message, IBufferWriter<byte> body)
    {
        var writer = JsonText.Begin(body);
        var happened = message.Event;
        writer.WriteStartObject();
        writer.WriteString(Names.Id, WireNames.IdOf(message));
        WriteEvent(writer, happened);
        writer.WriteString(Names.Status, WireNames.Of(message.Status));
        writer.WriteOptional(Names.TenantId, happened.TenantId);
        writer.WriteOptional(Names.CorrelationKey, message.CorrelationKey);
        if (happened.Drill)
            writer.WriteBoolean(Names.Drill, true);
        writer.WriteString(Names.DeliveryId, message.DeliveryId.ToGuid());
        WriteMessage(writer, message.Content);
        if (happened.Labels.Count > 0)
        {
            writer.WritePropertyName(Names.Labels);
            writer.WriteLabels(happened.Labels);
        }

        if (happened.Data is { } data)
            writer.WriteData(Names.Data, data);
        if (message.Aggregate is { } aggregate)
            WriteAggregate(writer, aggregate);
        writer.WriteEndObject();
        JsonText.End(writer);
    }

    private static void WriteEvent(Utf8JsonWriter writer, NotificationEvent happened)
    {
        writer.WriteString(Names.Type, happened.Type);
        writer.WriteOptional(Names.Source, happened.Source);
        writer.WriteOptional(Names.Subject, happened.Subject);
        writer.WriteTime(Names.Time, happened.Time);
        writer.WriteString(Names.Severity, WireNames.Of(happened.Severity));
    }

    private static void WriteMessage(Utf8JsonWriter writer, NotificationContent content)
    {
        writer.WriteStartObject(Names.Message);
        writer.WriteString(Names.Subject, content.Subject);
        writer.WriteString(Names.Text, content.Text);
        writer.WriteOptional(Names.Html, content.Html);
        writer.WriteEndObject();
    }

    private static void WriteAggregate(Utf8JsonWriter writer, AggregateSummary aggregate)
    {
        writer.WriteStartObject(Names.Aggregate);
        writer.WriteNumber(Names.Count, aggregate.Count);
        writer.WriteTime(Names.First, aggregate.First);
        writer.WriteTime(Names.Last, aggregate.Last);
        writer.WriteStartArray(Names.Samples);
        foreach (var sample in aggregate.Samples)
        {
            writer.WriteStartObject();
            writer.WriteOptional(Names.Id, sample.Id);
            WriteEvent(writer, sample);
            writer.WriteString(Names.Status, WireNames.Of(sample.Status));
            writer.WritePropertyName(Names.Labels);
            writer.WriteLabels(sample.Labels);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
