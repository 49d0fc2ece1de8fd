using System.Buffers;
using System.Text.Json;
using Notifications.Audit;

namespace Notifications.Tracking.Reports;

/// <summary>Audit records as JSON objects, one on each line.</summary>
internal static class AuditJson
{
    public static void Write(AuditRecord record, IBufferWriter<byte> to)
    {
        using (var writer = new Utf8JsonWriter(to))
        {
            writer.WriteStartObject();
            writer.WriteString("at"u8, record.At.UtcDateTime);
            writer.WriteString("id"u8, record.Id.ToString());
            writer.WriteString("action"u8, record.Action);
            writer.WriteString("actorKind"u8, record.Actor.Kind.ToString());
            WriteOptional(writer, "actorId"u8, record.Actor.Id);
            WriteOptional(writer, "tenant"u8, record.TenantId);
            WriteOptional(writer, "target"u8, record.Target);
            WriteOptional(writer, "details"u8, record.Details);
            WriteOptional(writer, "traceId"u8, record.TraceId);
            WriteData(writer, "before"u8, record.Before);
            WriteData(writer, "after"u8, record.After);
            writer.WriteEndObject();
        }

        to.Write("\n"u8);
    }

    private static void WriteOptional(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            writer.WriteString(name, value);
    }

    private static void WriteData(Utf8JsonWriter writer, ReadOnlySpan<byte> name, EventData? data)
    {
        if (data is null)
            return;
        writer.WritePropertyName(name);

        // Written anew: line breaks within it would end the line.
        data.Root.WriteTo(writer);
    }
}
