using System.Globalization;
using System.Text.Json;

namespace Notifications.Expressions.Tests.Fuzzing;

/// <summary>Writes our result as <c>evaluate.mjs</c> writes the other's, so that the two compare as text.</summary>
internal static class ForeignResult
{
    public static string Write(in CelValue value) => value.Kind switch
    {
        CelKind.Null => "Null",
        CelKind.Bool => value.IsTrue ? "Bool true" : "Bool false",
        CelKind.Int => $"Int {value.AsInt()}",
        CelKind.UInt => $"UInt {value.AsUInt()}",
        CelKind.Double => $"Double {Number(value.AsDouble())}",
        CelKind.String => $"String {value.AsString()}",
        CelKind.Bytes => $"Bytes {Convert.ToHexStringLower(value.AsBytes().Span)}",
        CelKind.Timestamp => $"Timestamp {value.Bits}.{value.Nanos}",
        CelKind.Duration => $"Duration {value.Bits}",
        CelKind.Type => $"Type {value.Content}",
        CelKind.List => $"List [{string.Join(", ", value.AsList().Select(static v => Write(v)))}]",
        CelKind.Map => $"Map {{{string.Join(", ", value.AsMap().Select(static e => $"{Write(e.Key)}: {Write(e.Value)}").Order(StringComparer.Ordinal))}}}",
        _ => "Error",
    };

    public static string Read(JsonElement json)
    {
        var kind = json.GetProperty("kind").GetString()!;
        return kind switch
        {
            "Null" or "Error" or "Unknown" => kind,
            "Bool" => json.GetProperty("value").GetBoolean() ? "Bool true" : "Bool false",
            "Double" => $"Double {Number(double.Parse(json.GetProperty("value").GetString()!, CultureInfo.InvariantCulture))}",
            "List" => $"List [{string.Join(", ", json.GetProperty("value").EnumerateArray().Select(Read))}]",
            "Map" => $"Map {{{string.Join(", ", json.GetProperty("value").EnumerateArray().Select(static e => $"{Read(e[0])}: {Read(e[1])}").Order(StringComparer.Ordinal))}}}",
            _ => $"{kind} {json.GetProperty("value").GetString()}",
        };
    }

    private static string Number(double value) => (value == 0 ? 0 : value).ToString("R", CultureInfo.InvariantCulture);
}
