using System.Text.Json;
using Notifications.Slack.Messages;

namespace Notifications.Slack.Sending;

/// <summary>Writes the JSON of one request: what is shown, and where it goes.</summary>
internal static class RequestBody
{
    public static ReadOnlyMemory<byte> ForWebhook(MessageBody body, bool unfurl) => JsonPart.Write((body, unfurl), static (writer, state) =>
    {
        writer.WriteStartObject();
        WriteContent(writer, state.body);
        WriteUnfurl(writer, state.unfurl);
        writer.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> ForCall(MessageBody body, SlackCall call, bool unfurl) => JsonPart.Write((body, call, unfurl), static (writer, state) =>
    {
        var (body, call, unfurl) = state;
        writer.WriteStartObject();
        writer.WriteString("channel", call.Channel);
        WriteContent(writer, body);
        if (call.Kind == CallKind.Edit)
        {
            writer.WriteString("ts", call.Ts);

            // Unlike new messages, edited ones are searched for names unless this is said.
            writer.WriteString("parse", "none");
        }
        else
        {
            if (call.Ts is not null)
                writer.WriteString("thread_ts", call.Ts);
            if (call.Broadcast)
                writer.WriteBoolean("reply_broadcast", true);
            WriteUnfurl(writer, unfurl);
        }

        writer.WriteEndObject();
    });

    // Attachments always, so that an edit removes those that were there before.
    private static void WriteContent(Utf8JsonWriter writer, MessageBody body)
    {
        writer.WriteText("text", body.Fallback);
        writer.WritePropertyName("blocks");
        writer.WriteRawValue(body.Blocks.Span);
        writer.WritePropertyName("attachments");
        writer.WriteRawValue(body.Attachments.Span);
    }

    private static void WriteUnfurl(Utf8JsonWriter writer, bool unfurl)
    {
        writer.WriteBoolean("unfurl_links", unfurl);
        writer.WriteBoolean("unfurl_media", unfurl);
    }
}
