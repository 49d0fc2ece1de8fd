using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Notifications.Slack.Messages;

/// <summary>A piece of JSON on its own, so that its size is known before it is put in its place.</summary>
internal static class JsonPart
{
    // Slack reads JSON, not HTML: what need not be escaped is not, and counts as one.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static ReadOnlyMemory<byte> Write<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(output, Relaxed))
            write(writer, state);
        return output.WrittenMemory;
    }

    /// <summary>Writes a clean text as it is: the writer's own way makes twelve characters of an emoji, and Slack may count them.</summary>
    public static void WriteText(this Utf8JsonWriter writer, string name, string text)
    {
        writer.WritePropertyName(name);
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            writer.WriteStringValue(text);
            return;
        }

        var json = new StringBuilder(text.Length + 16).Append('"').Append(text);
        json.Replace("\\", "\\\\", 1, text.Length);
        json.Replace("\"", "\\\"", 1, json.Length - 1);
        json.Replace("\n", "\\n", 1, json.Length - 1);
        writer.WriteRawValue(json.Append('"').ToString(), skipInputValidation: true);
    }

    public static void WriteMrkdwn(this Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "mrkdwn");
        writer.WriteText("text", text);

        // Slack must not look for names of channels and people, nor for calls to all, in what is only text.
        writer.WriteBoolean("verbatim", true);
        writer.WriteEndObject();
    }

    public static void WritePlain(this Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "plain_text");
        writer.WriteText("text", text);
        writer.WriteBoolean("emoji", false);
        writer.WriteEndObject();
    }

    public static void WriteSection(this Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "section");
        writer.WritePropertyName("text");
        writer.WriteMrkdwn(text);
        writer.WriteEndObject();
    }

    public static void WriteContext(this Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "context");
        writer.WriteStartArray("elements");
        writer.WriteMrkdwn(text);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
