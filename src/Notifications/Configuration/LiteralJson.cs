using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Notifications.Configuration;

/// <summary>Writes values of configuration, which are all texts, as the JSON that they were.</summary>
internal static class LiteralJson
{
    private const int MaxDepth = 64;
    private const int AllTypes = 7;

    /// <summary>Writes a section.</summary>
    /// <param name="section">The section.</param>
    /// <param name="typesAt">The types that are allowed at a place; empty or all where nobody knows.</param>
    /// <param name="path">Where the section stands.</param>
    /// <param name="writer">Takes the JSON.</param>
    public static void Write(IConfigurationSection section, Func<IReadOnlyList<string>, IReadOnlyList<string>> typesAt, List<string> path, Utf8JsonWriter writer)
    {
        var children = path.Count < MaxDepth ? section.GetChildren().ToArray() : [];
        var types = typesAt(path);
        if (children.Length == 0)
        {
            Write(section.Value, types, writer);
            return;
        }

        var isList = (types.Count is 0 or AllTypes || types.Contains("array")) && Array.TrueForAll(children, static c => int.TryParse(c.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _));
        if (isList)
            writer.WriteStartArray();
        else
            writer.WriteStartObject();
        for (var i = 0; i < children.Length; i++)
        {
            if (!isList)
                writer.WritePropertyName(children[i].Key);
            path.Add(isList ? i.ToString(CultureInfo.InvariantCulture) : children[i].Key);
            Write(children[i], typesAt, path, writer);
            path.RemoveAt(path.Count - 1);
        }

        if (isList)
            writer.WriteEndArray();
        else
            writer.WriteEndObject();
    }

    /// <summary>Writes one value: as a text where texts are allowed and known to be, else as what it looks like.</summary>
    public static void Write(string? text, IReadOnlyList<string> types, Utf8JsonWriter writer)
    {
        var isKnown = types.Count is > 0 and < AllTypes;
        if (text is null)
        {
            if (isKnown && !types.Contains("null") && types.Contains("object"))
                writer.WriteRawValue("{}");
            else
                writer.WriteNullValue();
        }
        else if (isKnown && types.Contains("string"))
        {
            writer.WriteStringValue(text);
        }
        else if (text.Length == 0 && isKnown && (types.Contains("array") || types.Contains("object")))
        {
            writer.WriteRawValue(types.Contains("array") ? "[]" : "{}");
        }
        else if (bool.TryParse(text, out var truth) && (!isKnown || types.Contains("boolean")))
        {
            writer.WriteBooleanValue(truth);
        }
        else if (IsNumber(text) && (!isKnown || types.Contains("number") || types.Contains("integer")))
        {
            writer.WriteRawValue(text);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    private static bool IsNumber(string text)
    {
        if (text.Length is 0 or > 64 || (!char.IsAsciiDigit(text[0]) && text[0] != '-'))
            return false;
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Number;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
