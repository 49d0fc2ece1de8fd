using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Notifications.Webhooks.Bodies;

/// <summary>A body of the user's own.</summary>
internal sealed class TemplateBody(BodyTemplate template, string contentType) : WebhookBody
{
    private static readonly ChannelMessage Sample = new()
    {
        Event = new NotificationEvent { Type = "sample", Id = "1", Time = DateTimeOffset.UnixEpoch },
        Content = new NotificationContent { Subject = "sample", Text = "sample" },
    };

    private readonly bool _json = IsJson(contentType);

    public override string GetContentType(ChannelMessage message) => contentType;

    public override void Write(ChannelMessage message, IBufferWriter<byte> body)
    {
        var (literals, placeholders) = (template.Literals, template.Placeholders);
        for (var i = 0; i < placeholders.Length; i++)
        {
            body.Write(literals[i]);
            Write(placeholders[i], message, body);
        }

        body.Write(literals[^1]);
    }

    /// <summary>Says what is wrong with a JSON template, or null; other types are not checked.</summary>
    public static string? FindJsonError(BodyTemplate template, string contentType)
    {
        if (!IsJson(contentType))
            return null;
        var buffer = new ArrayBufferWriter<byte>();
        new TemplateBody(template, contentType).Write(Sample, buffer);
        try
        {
            using (JsonDocument.Parse(buffer.WrittenMemory))
                return null;
        }
        catch (JsonException e)
        {
            return e.Message;
        }
    }

    public static bool IsJson(string contentType)
    {
        var end = contentType.IndexOf(';', StringComparison.Ordinal);
        var type = (end < 0 ? contentType : contentType[..end]).Trim();
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    private void Write(TemplatePlaceholder placeholder, ChannelMessage message, IBufferWriter<byte> body)
    {
        if (placeholder.Kind == TemplatePlaceholderKind.Text)
        {
            var text = placeholder.Read(message) ?? string.Empty;
            Encoding.UTF8.GetBytes(_json ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text) : text, body);
            return;
        }

        var writer = JsonText.Begin(body);
        if (placeholder.Kind == TemplatePlaceholderKind.Labels)
            writer.WriteLabels(message.Event.Labels);
        else if (message.Event.Data is { } data)
            writer.WriteRawValue(data.Utf8Json.Span);
        else
            writer.WriteNullValue();
        JsonText.End(writer);
    }
}
