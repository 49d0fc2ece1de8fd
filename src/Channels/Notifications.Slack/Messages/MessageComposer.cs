using System.Globalization;
using System.Text.Json;
using Notifications.Slack.Actions;

namespace Notifications.Slack.Messages;

/// <summary>Makes blocks of a message: header, text, buttons, and below, beside a bar in the severity's colour, the details. Equal for all attempts; within all limits, and what is cut is said.</summary>
internal static class MessageComposer
{
    private const int DetailBudget = 3_000;
    private const int MaxDetails = 20;
    private const int DetailName = 80;
    private const int DetailValue = 300;

    // The header, the frames of the sections, the notes.
    private const int Frames = 1_400;

    private static readonly ReadOnlyMemory<byte> Nothing = "[]"u8.ToArray();

    public static MessageBody Compose(ChannelMessage message, SlackDetails details, ActionSigner signer, TimeSpan actionLifetime)
    {
        var content = message.Content;
        var subject = SlackText.OneLine(content.Subject);
        if (subject.Length == 0)
            subject = SlackText.OneLine(message.Event.Type) is { Length: > 0 } type ? type : "Notification";
        subject = $"{SeverityLook.Mark(message.Event.Severity, message.Status)} {subject}";
        var text = SlackText.Clean(content.Text);
        var fallback = Mrkdwn.Line(text.Length > 0 && text != content.Subject ? $"{subject}\n{text}" : subject, SlackLimits.Fallback);
        var buttons = ButtonPlan.For(message, signer, actionLifetime, out var leftOut);
        var actions = buttons.Count == 0 ? default : JsonPart.Write(buttons, WriteActions);
        string? refused = null;
        if (content.Blocks is { } given)
        {
            if (TemplateBlocks.Read(given, actions, out refused) is { } blocks)
                return new MessageBody(fallback, blocks, Nothing, null, leftOut);
        }

        var table = JsonPart.Write((message, Details: DetailPlan.For(message, details, text), Subject: subject), WriteAttachments);
        var room = SlackLimits.Message - table.Length - actions.Length - Frames;
        var sections = Sections(content, text, room, out var note);
        var layout = JsonPart.Write((Header: SlackText.Cut(subject, SlackLimits.Header), sections, note, actions, leftOut), WriteLayout);
        return new MessageBody(fallback, layout, table, refused, leftOut);
    }

    private static IReadOnlyList<string> Sections(NotificationContent content, string text, int room, out string? note)
    {
        note = null;
        var into = new Mrkdwn(room);
        if (content.Markdown is { Length: > 0 } markdown)
        {
            // More than this cannot be shown, and what cannot be shown is not looked at.
            var looked = SlackText.Cut(markdown, 2 * SlackLimits.Message);
            MarkdownBlocks.Write(SlackText.Clean(looked), into);
            if (into.IsFull || looked.Length < markdown.Length)
                note = "The text is too long for Slack: its end is not shown.";
        }
        else if (text.Length > 0 && text != content.Subject)
        {
            var shown = into.AddPlain(text);
            if (shown < text.Length)
                note = string.Create(CultureInfo.InvariantCulture, $"The text is too long for Slack: {shown:N0} of {text.Length:N0} characters are shown.");
        }

        return into.ToSections();
    }

    private static void WriteLayout(
        Utf8JsonWriter writer, (string Header, IReadOnlyList<string> Sections, string? Note, ReadOnlyMemory<byte> Actions, int LeftOut) layout)
    {
        writer.WriteStartArray();
        writer.WriteStartObject();
        writer.WriteString("type", "header");
        writer.WritePropertyName("text");
        writer.WritePlain(layout.Header);
        writer.WriteEndObject();
        foreach (var section in layout.Sections)
            writer.WriteSection(section);
        if (layout.Note is not null)
            writer.WriteContext(layout.Note);
        if (layout.Actions.Length > 0)
            writer.WriteRawValue(layout.Actions.Span);
        if (layout.LeftOut > 0)
            writer.WriteContext(string.Create(CultureInfo.InvariantCulture, $"{layout.LeftOut} more buttons had no room."));
        writer.WriteEndArray();
    }

    private static void WriteActions(Utf8JsonWriter writer, List<Button> buttons)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "actions");
        writer.WriteStartArray("elements");
        for (var i = 0; i < buttons.Count; i++)
        {
            var button = buttons[i];
            writer.WriteStartObject();
            writer.WriteString("type", "button");
            writer.WritePropertyName("text");
            writer.WritePlain(button.Label);
            writer.WriteString("action_id", string.Create(CultureInfo.InvariantCulture, $"notifications-{i}"));
            if (button.Url is not null)
                writer.WriteString("url", button.Url);
            if (button.Value is not null)
                writer.WriteString("value", button.Value);
            if (button.Style != NotificationActionStyle.Default)
                writer.WriteString("style", button.Style == NotificationActionStyle.Danger ? "danger" : "primary");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteAttachments(Utf8JsonWriter writer, (ChannelMessage Message, List<Detail> Details, string Subject) table)
    {
        writer.WriteStartArray();
        writer.WriteStartObject();
        writer.WriteString("color", SeverityLook.Color(table.Message.Event.Severity, table.Message.Status));
        writer.WriteText("fallback", Mrkdwn.Line(table.Subject, SlackLimits.Header));
        writer.WriteStartArray("blocks");
        var fields = Fields(table.Details);
        foreach (var row in fields.Chunk(SlackLimits.Fields))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "section");
            writer.WriteStartArray("fields");
            foreach (var field in row)
                writer.WriteMrkdwn(field);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        if (fields.Count < table.Details.Count)
            writer.WriteContext(string.Create(CultureInfo.InvariantCulture, $"… and {table.Details.Count - fields.Count} more"));
        writer.WriteContext(ContextLine.Write(table.Message));
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static List<string> Fields(List<Detail> details)
    {
        var fields = new List<string>();
        var left = DetailBudget;
        foreach (var detail in details)
        {
            var field = $"*{Mrkdwn.Line(detail.Name, DetailName)}*\n{Mrkdwn.Line(detail.Value, DetailValue)}";
            left -= SlackText.JsonBytes(field) + 50;
            if (left < 0 || fields.Count == MaxDetails)
                break;
            fields.Add(field);
        }

        return fields;
    }
}
