using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Notifications.JsonSchema.Compilation;

namespace Notifications.Configuration;

/// <summary>Turns a schema in configuration back into JSON. All its values are texts there; what they were follows from the keyword.</summary>
internal static class SchemaJson
{
    private const int MaxDepth = 64;

    public static string From(IConfigurationSection section)
    {
        // One text: the JSON itself.
        if (section.Value is { } json && !bool.TryParse(json, out _))
            return json;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            WriteSchema(section, writer, 0);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteSchema(IConfigurationSection section, Utf8JsonWriter writer, int depth)
    {
        if (section.Value is { Length: > 0 } text)
        {
            LiteralJson.Write(text, ["boolean"], writer);
            return;
        }

        writer.WriteStartObject();
        foreach (var child in depth < MaxDepth ? section.GetChildren() : [])
        {
            writer.WritePropertyName(child.Key);
            WriteKeyword(child, section, writer, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static void WriteKeyword(IConfigurationSection keyword, IConfigurationSection schema, Utf8JsonWriter writer, int depth)
    {
        var name = keyword.Key;
        if (Array.IndexOf(KeywordNames.Schemas, name) >= 0)
            WriteSchema(keyword, writer, depth);
        else if (Array.IndexOf(KeywordNames.SchemaMaps, name) >= 0)
            WriteMembers(keyword, writer, depth);
        else if (Array.IndexOf(KeywordNames.SchemaLists, name) >= 0)
            WriteItems(keyword, writer, depth);
        else if (Array.IndexOf(KeywordNames.Numbers, name) >= 0 || Array.IndexOf(KeywordNames.Counts, name) >= 0 || name is "minContains" or "maxContains")
            LiteralJson.Write(keyword, static _ => ["number"], [], writer);
        else if (name is "uniqueItems" or "deprecated" or "readOnly" or "writeOnly")
            LiteralJson.Write(keyword, static _ => ["boolean"], [], writer);
        else if (name is "enum" or "const" or "default" or "examples")
            LiteralJson.Write(keyword, _ => TypesOf(schema), [], writer);
        else if (name is "required" or "type" && keyword.Value is null or "")
            LiteralJson.Write(keyword, static path => path.Count == 0 ? ["array"] : ["string"], [], writer);
        else
            LiteralJson.Write(keyword, static _ => ["string", "array", "object"], [], writer);
    }

    private static void WriteMembers(IConfigurationSection keyword, Utf8JsonWriter writer, int depth)
    {
        writer.WriteStartObject();
        foreach (var child in keyword.GetChildren())
        {
            writer.WritePropertyName(child.Key);
            WriteSchema(child, writer, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static void WriteItems(IConfigurationSection keyword, Utf8JsonWriter writer, int depth)
    {
        writer.WriteStartArray();
        foreach (var child in keyword.GetChildren())
            WriteSchema(child, writer, depth + 1);
        writer.WriteEndArray();
    }

    /// <summary>The types that the schema states beside a list of values; none when it states none.</summary>
    private static IReadOnlyList<string> TypesOf(IConfigurationSection schema)
    {
        var type = schema.GetSection("type");
        return type.Value is { Length: > 0 } one ? [one, "array", "object"] : [.. type.GetChildren().Select(static c => c.Value).OfType<string>()];
    }
}
