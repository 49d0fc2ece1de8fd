using System.Globalization;
using System.Text.Json;
using Notifications.Expressions.Values;

namespace Notifications.Expressions.Tests.Conformance;

/// <summary>Reads values and types of the suite, which are protobuf in its JSON mapping.</summary>
internal static class ConformanceValues
{
    /// <summary>The value; <see langword="null"/> where it is a message or an enum, which this library does not have.</summary>
    public static CelValue? Read(JsonElement json)
    {
        var property = json.EnumerateObject().Single();
        var content = property.Value;
        return property.Name switch
        {
            "nullValue" => CelValue.Null,
            "boolValue" => CelValue.FromBool(content.GetBoolean()),
            "int64Value" => CelValue.FromInt(long.Parse(content.GetString()!, CultureInfo.InvariantCulture)),
            "uint64Value" => CelValue.FromUInt(ulong.Parse(content.GetString()!, CultureInfo.InvariantCulture)),
            "doubleValue" => CelValue.FromDouble(
                content.ValueKind == JsonValueKind.Number ? content.GetDouble() : double.Parse(content.GetString()!, CultureInfo.InvariantCulture)),
            "stringValue" => CelValue.FromString(content.GetString()),
            "bytesValue" => CelValue.FromBytes(content.GetBytesFromBase64()),
            "typeValue" => CelValue.FromType(content.GetString()!),
            "listValue" => ReadList(content),
            "mapValue" => ReadMap(content),
            "objectValue" => ReadObject(content),
            _ => null,
        };
    }

    public static CelType? ReadType(JsonElement json)
    {
        var property = json.EnumerateObject().Single();
        var content = property.Value;
        return property.Name switch
        {
            "dyn" => CelType.Dyn,
            "null" => CelType.Null,
            "primitive" => content.GetString() switch
            {
                "BOOL" => CelType.Bool,
                "INT64" => CelType.Int,
                "UINT64" => CelType.UInt,
                "DOUBLE" => CelType.Double,
                "STRING" => CelType.String,
                _ => CelType.Bytes,
            },
            "listType" => ReadType(content.GetProperty("elemType")) is { } element ? CelType.List(element) : null,
            "mapType" => ReadType(content.GetProperty("keyType")) is { } key && ReadType(content.GetProperty("valueType")) is { } value
                ? CelType.Map(key, value)
                : null,
            "messageType" when content.GetString() == CelType.Timestamp.Name => CelType.Timestamp,
            "messageType" when content.GetString() == CelType.Duration.Name => CelType.Duration,
            _ => null,
        };
    }

    private static CelValue? ReadList(JsonElement json)
    {
        if (!json.TryGetProperty("values", out var values))
            return CelValue.FromList(Array.Empty<CelValue>());
        var items = values.EnumerateArray().Select(Read).ToArray();
        return Array.TrueForAll(items, static i => i is not null) ? CelValue.FromList(Array.ConvertAll(items, static i => i!.Value)) : null;
    }

    private static CelValue? ReadMap(JsonElement json)
    {
        var map = new LiteralMap(0);
        if (!json.TryGetProperty("entries", out var entries))
            return new CelValue(CelKind.Map, map);
        foreach (var entry in entries.EnumerateArray())
        {
            if (Read(entry.GetProperty("key")) is not { } key || Read(entry.GetProperty("value")) is not { } value)
                return null;
            map.TryAdd(key, value);
        }

        return new CelValue(CelKind.Map, map);
    }

    private static CelValue? ReadObject(JsonElement json) => json.GetProperty("@type").GetString() switch
    {
        "type.googleapis.com/google.protobuf.Timestamp" => TimestampText.Read(json.GetProperty("value").GetString()!),
        "type.googleapis.com/google.protobuf.Duration" => DurationText.Read(json.GetProperty("value").GetString()),
        _ => null,
    };
}
