using System.Text.Json;

namespace Notifications.Expressions.Values;

/// <summary>JSON strings, compared without making a <see cref="string"/>.</summary>
/// <remarks>JSON may escape half a surrogate pair, which the reader refuses with an exception: such a string is taken as it is written.</remarks>
internal static class JsonText
{
    public static string Read(JsonElement json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException) when (json.ValueKind == JsonValueKind.String)
        {
            return json.GetRawText()[1..^1];
        }
    }

    public static bool Equals(JsonElement json, string text)
    {
        try
        {
            return json.ValueEquals(text);
        }
        catch (InvalidOperationException) when (json.ValueKind == JsonValueKind.String)
        {
            return string.Equals(Read(json), text, StringComparison.Ordinal);
        }
    }

    /// <summary>Whether the string is one of these, each given twice: as a text and as UTF-8.</summary>
    public static bool IsIn(JsonElement json, string[] texts, byte[][] utf8Texts)
    {
        try
        {
            foreach (var text in utf8Texts)
            {
                if (json.ValueEquals(text))
                    return true;
            }

            return false;
        }
        catch (InvalidOperationException) when (json.ValueKind == JsonValueKind.String)
        {
            return texts.Contains(Read(json));
        }
    }

    public static bool TryGetProperty(JsonElement json, string name, out JsonElement value)
    {
        try
        {
            return json.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException) when (json.ValueKind == JsonValueKind.Object)
        {
            value = default;
            return false;
        }
    }

    public static bool TryGetProperty(JsonElement json, ReadOnlySpan<byte> utf8Name, out JsonElement value)
    {
        try
        {
            return json.TryGetProperty(utf8Name, out value);
        }
        catch (InvalidOperationException) when (json.ValueKind == JsonValueKind.Object)
        {
            value = default;
            return false;
        }
    }
}
