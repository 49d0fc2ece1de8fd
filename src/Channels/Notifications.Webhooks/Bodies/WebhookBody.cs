using System.Buffers;
using System.Net.Http.Headers;

namespace Notifications.Webhooks.Bodies;

/// <summary>Writes a message as body. The same message gives the same bytes: nothing in it depends on the attempt.</summary>
internal abstract class WebhookBody
{
    /// <summary>The media type of what <see cref="Write"/> writes; null when the message leaves the body empty.</summary>
    public abstract string? GetContentType(ChannelMessage message);

    /// <summary>Writes the body.</summary>
    /// <exception cref="System.Text.Json.JsonException">The event's data is no JSON.</exception>
    public abstract void Write(ChannelMessage message, IBufferWriter<byte> body);

    /// <summary>Adds what the format puts in headers.</summary>
    public virtual void AddHeaders(ChannelMessage message, HttpRequestHeaders headers)
    {
    }

    public static WebhookBody Create(WebhookOptions options) => options.Body switch
    {
        WebhookBodyFormat.CloudEvents => new CloudEventsStructuredBody(options.CloudEventsSource),
        WebhookBodyFormat.CloudEventsBinary => new CloudEventsBinaryBody(options.CloudEventsSource),
        WebhookBodyFormat.Incident => new IncidentBody(),
        WebhookBodyFormat.Template => new TemplateBody(BodyTemplate.Parse(options.BodyTemplate, options.BodyContentType), options.BodyContentType),
        _ => new JsonBody(),
    };
}
