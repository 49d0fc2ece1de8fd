using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Notifications;

/// <summary>A message as one line of JSON. The event in it has the names of CloudEvents; labels stay an object. What is absent is left out.</summary>
internal static class MessageLine
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(ChannelMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
            Write(writer, message);
        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, ChannelMessage message)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, message.DeliveryId.ToGuid());
        writer.WriteString("key"u8, message.IdempotencyKey);
        writer.WriteString("channel"u8, message.Channel);
        WriteOptional(writer, "destination"u8, message.Destination);
        WriteOptional(writer, "rule"u8, message.Rule);
        writer.WriteString("status"u8, Name(message.Status));
        writer.WriteString("severity"u8, Name(message.Event.Severity));
        writer.WriteString("priority"u8, Name(message.Priority));
        WriteOptional(writer, "correlationKey"u8, message.CorrelationKey);
        writer.WriteString("subject"u8, message.Content.Subject);
        writer.WriteString("text"u8, message.Content.Text);
        if (message.Aggregate is { } aggregate)
        {
            writer.WriteStartObject("aggregate"u8);
            writer.WriteNumber("count"u8, aggregate.Count);
            writer.WriteString("first"u8, aggregate.First.UtcDateTime);
            writer.WriteString("last"u8, aggregate.Last.UtcDateTime);
            writer.WriteEndObject();
        }

        WriteEvent(writer, message.Event);
        writer.WriteEndObject();
    }

    private static void WriteEvent(Utf8JsonWriter writer, NotificationEvent happened)
    {
        writer.WriteStartObject("event"u8);
        writer.WriteString("specversion"u8, "1.0"u8);
        WriteOptional(writer, "id"u8, happened.Id);
        WriteOptional(writer, "source"u8, happened.Source);
        writer.WriteString("type"u8, happened.Type);
        WriteOptional(writer, "subject"u8, happened.Subject);
        if (happened.Time is { } time)
            writer.WriteString("time"u8, time.UtcDateTime);
        writer.WriteString("severity"u8, Name(happened.Severity));
        writer.WriteString("status"u8, Name(happened.Status));
        WriteOptional(writer, "tenantid"u8, happened.TenantId);
        WriteOptional(writer, "correlationkey"u8, happened.CorrelationKey);
        WriteOptional(writer, "traceparent"u8, happened.TraceParent);
        if (happened.Drill)
            writer.WriteBoolean("drill"u8, true);
        writer.WriteStartObject("labels"u8);
        foreach (var (name, value) in happened.Labels)
            writer.WriteString(name, value);
        writer.WriteEndObject();
        if (happened.Data is { } data)
        {
            // Through the tree and not as it stands: its line breaks would end the line.
            writer.WritePropertyName("data"u8);
            data.Root.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            writer.WriteString(name, value);
    }

    private static ReadOnlySpan<byte> Name(NotificationStatus status) => status switch
    {
        NotificationStatus.Firing => "firing"u8,
        NotificationStatus.Acknowledged => "acknowledged"u8,
        NotificationStatus.Resolved => "resolved"u8,
        _ => "none"u8,
    };

    private static ReadOnlySpan<byte> Name(Severity severity) => severity switch
    {
        Severity.Critical => "critical"u8,
        Severity.High => "high"u8,
        Severity.Medium => "medium"u8,
        Severity.Low => "low"u8,
        _ => "info"u8,
    };

    private static ReadOnlySpan<byte> Name(Priority priority) => priority switch
    {
        Priority.Critical => "critical"u8,
        Priority.High => "high"u8,
        Priority.Low => "low"u8,
        _ => "normal"u8,
    };
}
