using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Notifications.Handlebars.Compilation;
using Notifications.Handlebars.Escaping;
using Notifications.Handlebars.Rendering;
using Notifications.Handlebars.Values;

namespace Notifications.Handlebars.Helpers;

internal static class LinkFunctions
{
    private const int MaxUrl = 2_048;
    private static readonly string[] Schemes = [Uri.UriSchemeHttps, Uri.UriSchemeHttp, Uri.UriSchemeMailto, "tel"];

    /// <summary><c>{{url link}}</c>: an absolute link to http, https, mailto or tel; nothing for any other, such as <c>javascript:</c>.</summary>
    public static object? Url(RenderSession session, HelperArguments arguments) => SafeUrl(arguments.Text(0));

    /// <summary>The link in a form in which it cannot break out of where it stands; null when it is not to be followed.</summary>
    public static string? SafeUrl(string text) =>
        text.Length <= MaxUrl && Uri.TryCreate(text, UriKind.Absolute, out var uri) && Schemes.Contains(uri.Scheme, StringComparer.Ordinal) ? uri.AbsoluteUri : null;

    /// <summary><c>{{encode text}}</c>: a part of a link, percent-encoded (RFC 3986).</summary>
    public static object? Encode(RenderSession session, HelperArguments arguments) => Uri.EscapeDataString(arguments.Text(0));

    /// <summary><c>{{json value}}</c>: the value as JSON, with quotes. In blocks it stands as it is.</summary>
    public static object? Json(RenderSession session, HelperArguments arguments)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default }))
            Write(session, writer, arguments[0], 0);
        session.Work(buffer.WrittenCount);
        var json = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return session.IsJson ? new SafeText(session.IsMrkdwn ? MrkdwnEscape.Entities(json) : json) : json;
    }

    private static void Write(RenderSession session, Utf8JsonWriter writer, object? value, int depth)
    {
        session.StepInto();
        if (writer.BytesCommitted + writer.BytesPending > HelperFunction.MaxLength)
            throw new RenderLimitException(TemplateErrorCode.OutputTooLong, $"json: it gives more than {HelperFunction.MaxLength:N0} characters: give it less");
        switch (value)
        {
            case JsonObject json:
                WriteElement(session, writer, json.Element);
                break;
            case JsonList json:
                WriteElement(session, writer, json.Element);
                break;
            case TemplateObject members when depth < 8:
                writer.WriteStartObject();
                foreach (var name in members.Names)
                {
                    members.TryGet(name, out var member);
                    writer.WritePropertyName(name);
                    Write(session, writer, member, depth + 1);
                }

                writer.WriteEndObject();
                break;
            case TemplateList list when depth < 8:
                writer.WriteStartArray();
                foreach (var item in list)
                    Write(session, writer, item, depth + 1);
                writer.WriteEndArray();
                break;
            case long whole:
                writer.WriteNumberValue(whole);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(time);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static void WriteElement(RenderSession session, Utf8JsonWriter writer, JsonElement element)
    {
        session.Work(JsonMarshal.GetRawUtf8Value(element).Length);
        element.WriteTo(writer);
    }
}
