using System.Buffers;

namespace Notifications.Webhooks.Bodies;

/// <summary>CloudEvents 1.0 in structured mode (JSON format 1.0).</summary>
internal sealed class CloudEventsStructuredBody(string defaultSource) : WebhookBody
{
    public override string GetContentType(ChannelMessage message) => "application/cloudevents+json";

    public override void Write(ChannelMessage message, IBufferWriter<byte> body)
    {
        var writer = JsonText.Begin(body);
        writer.WriteStartObject();

        // The labels' text is written by a second writer, so this one must not be in the thread's slot: Begin has taken it.
        CloudEventAttributes.Visit(message, defaultSource, writer, static (writer, name, value) => writer.WriteString(name, value));
        if (message.Event.Data is { } data)
        {
            writer.WriteString("datacontenttype"u8, CloudEventAttributes.DataContentType);
            writer.WriteData(Names.Data, data);
        }

        writer.WriteEndObject();
        JsonText.End(writer);
    }
}
