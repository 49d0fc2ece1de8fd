using System.Buffers;
using System.Net.Http.Headers;

namespace Notifications.Webhooks.Bodies;

/// <summary>CloudEvents 1.0 in binary mode: attributes in <c>ce-</c> headers, the event's data as body.</summary>
internal sealed class CloudEventsBinaryBody(string defaultSource) : WebhookBody
{
    public override string? GetContentType(ChannelMessage message) => message.Event.Data is null ? null : CloudEventAttributes.DataContentType;

    public override void Write(ChannelMessage message, IBufferWriter<byte> body)
    {
        if (message.Event.Data is not { } data)
            return;
        var writer = JsonText.Begin(body);
        writer.WriteRawValue(data.Utf8Json.Span);
        JsonText.End(writer);
    }

    public override void AddHeaders(ChannelMessage message, HttpRequestHeaders headers) =>
        CloudEventAttributes.Visit(message, defaultSource, headers, static (headers, name, value) =>
            headers.TryAddWithoutValidation("ce-" + name, CloudEventHeader.Encode(value)));
}
