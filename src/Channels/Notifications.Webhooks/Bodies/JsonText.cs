using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Notifications.Webhooks.Bodies;

/// <summary>Writes JSON with a writer that each thread keeps, and the parts that the formats share.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static Utf8JsonWriter Begin(IBufferWriter<byte> target)
    {
        var writer = _writer;
        if (writer is null)
            return new Utf8JsonWriter(target, Options);
        _writer = null;
        writer.Reset(target);
        return writer;
    }

    /// <summary>Flushes and keeps the writer. Not called when writing threw: that writer is left to the collector.</summary>
    public static void End(Utf8JsonWriter writer)
    {
        writer.Flush();
        _writer = writer;
    }

    public static void WriteOptional(this Utf8JsonWriter writer, JsonEncodedText name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            writer.WriteString(name, value);
    }

    public static void WriteTime(this Utf8JsonWriter writer, JsonEncodedText name, DateTimeOffset? value)
    {
        if (value is { } time)
            writer.WriteString(name, time.UtcDateTime);
    }

    /// <summary>Writes JSON that somebody else wrote, after a check.</summary>
    public static void WriteData(this Utf8JsonWriter writer, JsonEncodedText name, EventData data)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(data.Utf8Json.Span);
    }

    public static void WriteLabels(this Utf8JsonWriter writer, IReadOnlyDictionary<string, string> labels)
    {
        writer.WriteStartObject();
        if (labels is LabelSet set)
        {
            foreach (ref readonly var pair in set.Pairs)
                writer.WriteString(pair.Key, pair.Value);
        }
        else
        {
            foreach (var (name, value) in LabelSet.From(labels))
                writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }
}
