using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Notifications.PagerDuty.Events;

/// <summary>Copies JSON that somebody else wrote, within the bounds of a level and as valid Unicode.</summary>
internal static class JsonCopy
{
    /// <summary>Copies one value.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> json, DetailLevel level)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        CopyValue(ref reader, writer, level);
        if (reader.Read())
            throw new JsonException("There is more than one value.");
    }

    private static void CopyValue(ref Utf8JsonReader reader, Utf8JsonWriter writer, DetailLevel level)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                CopyObject(ref reader, writer, level);
                break;
            case JsonTokenType.StartArray:
                CopyArray(ref reader, writer, level);
                break;
            case JsonTokenType.String when IsFit(reader, level):
                writer.WriteStringValue(reader.ValueSpan);
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(RuneText.Cut(ReadText(reader), level.MaxText));
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }

    private static void CopyObject(ref Utf8JsonReader reader, Utf8JsonWriter writer, DetailLevel level)
    {
        var count = 0;
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (++count > level.MaxMembers)
            {
                reader.Skip();
                continue;
            }

            if (IsFit(reader, level))
                writer.WritePropertyName(reader.ValueSpan);
            else
                writer.WritePropertyName(RuneText.Cut(ReadText(reader), level.MaxText));
            reader.Read();
            CopyValue(ref reader, writer, level);
        }

        if (count > level.MaxMembers)
            writer.WriteString(Names.More, DetailLevel.DescribeLeftOut(count - level.MaxMembers));
        writer.WriteEndObject();
    }

    private static void CopyArray(ref Utf8JsonReader reader, Utf8JsonWriter writer, DetailLevel level)
    {
        var count = 0;
        writer.WriteStartArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (++count > level.MaxItems)
                reader.Skip();
            else
                CopyValue(ref reader, writer, level);
        }

        if (count > level.MaxItems)
            writer.WriteStringValue("… " + DetailLevel.DescribeLeftOut(count - level.MaxItems));
        writer.WriteEndArray();
    }

    /// <summary>Can be copied byte by byte.</summary>
    private static bool IsFit(in Utf8JsonReader reader, DetailLevel level) =>
        !reader.ValueIsEscaped && reader.ValueSpan.Length <= level.MaxText && Utf8.IsValid(reader.ValueSpan);

    private static string ReadText(in Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? Unescape(Encoding.UTF8.GetString(reader.ValueSpan)) : Encoding.UTF8.GetString(reader.ValueSpan);

    /// <summary>Resolves escapes, also of half a surrogate pair, for which the reader has only an exception. What is replaced then is the cut's affair.</summary>
    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                plain.Append(text[i]);
                continue;
            }

            var escaped = text[++i];
            if (escaped == 'u')
            {
                plain.Append((char)Convert.ToUInt16(text.Substring(i + 1, 4), 16));
                i += 4;
            }
            else
            {
                plain.Append(escaped switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => escaped });
            }
        }

        return plain.ToString();
    }
}
