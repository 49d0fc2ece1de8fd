using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Notifications.JsonSchema;

namespace Notifications.Configuration;

/// <summary>Turns data in configuration back into JSON. All its values are texts there; what they were follows from the schema, and without one from what they look like.</summary>
internal static class SampleJson
{
    public static string From(IConfigurationSection section, string? schema)
    {
        // One text: the JSON itself.
        if (section.Value is { } json)
            return json;
        var compiled = schema is not null && CompiledSchema.TryCompile(schema, out var known, out _) ? known : null;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            LiteralJson.Write(section, path => compiled?.FindTypes(path) ?? [], [], writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
