using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Notifications.Configuration;

/// <summary>Turns a condition in configuration back into JSON text. All its values are texts there; the comparisons know that.</summary>
internal static class ConditionJson
{
    private const int MaxDepth = 64;

    public static string From(IConfigurationSection section)
    {
        // One text, as an environment variable would hold it.
        if (section.Value is { } json)
            return json;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(section, writer, 0);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(IConfigurationSection section, Utf8JsonWriter writer, int depth)
    {
        var children = depth < MaxDepth ? section.GetChildren().ToArray() : [];
        if (children.Length == 0)
        {
            if (section.Value is null)
                writer.WriteNullValue();
            else
                writer.WriteStringValue(section.Value);
        }
        else if (Array.TrueForAll(children, static c => int.TryParse(c.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            writer.WriteStartArray();
            foreach (var child in children)
                Write(child, writer, depth + 1);
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteStartObject();
            foreach (var child in children)
            {
                writer.WritePropertyName(child.Key);
                Write(child, writer, depth + 1);
            }

            writer.WriteEndObject();
        }
    }
}
