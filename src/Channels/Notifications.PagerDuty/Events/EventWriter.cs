using System.Text.Encodings.Web;
using System.Text.Json;

namespace Notifications.PagerDuty.Events;

/// <summary>Writes messages as events. The same message gives the same bytes, and they are always within PagerDuty's limits.</summary>
internal sealed class EventWriter(PagerDutyOptions options)
{
    /// <summary>PagerDuty says 512 KB, and not which kind of them: the smaller one.</summary>
    public const int MaxBytes = 512_000;

    private const int MaxSummary = 1_024;
    private const int MaxField = 255;
    private const int MaxLinks = 25;
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the event.</summary>
    /// <returns>What is not whole about it; null when all of it is there.</returns>
    public string? Write(ChannelMessage message, string routingKey, string dedupKey, EventContent body)
    {
        string? note = null;
        var size = 0;
        foreach (var level in DetailLevel.All)
        {
            if (size > 0)
                note = level.Describe(size);
            body.Clear();
            try
            {
                Write(message, routingKey, dedupKey, new DetailWriter(level, note), body);
            }
            catch (JsonException)
            {
                // A page is worth more than its details.
                note = "Shortened: the event's data is no JSON, and was left out.";
                body.Clear();
                Write(message, routingKey, dedupKey, new DetailWriter(DetailLevel.All[^1], note), body);
            }

            if (body.Length <= MaxBytes)
                break;
            size = size > 0 ? size : body.Length;
        }

        return note;
    }

    private void Write(ChannelMessage message, string routingKey, string dedupKey, DetailWriter details, EventContent body)
    {
        using var writer = new Utf8JsonWriter(body, WriterOptions);
        var action = ActionRule.Of(message.Status);
        writer.WriteStartObject();
        writer.WriteString(Names.RoutingKey, routingKey);
        writer.WriteString(Names.EventAction, action);
        writer.WriteString(Names.DedupKey, dedupKey);
        if (action == ActionRule.Trigger)
            WriteClient(writer);
        WritePayload(writer, message, details);
        WriteLinks(writer, message.Content.Actions);
        WriteImage(writer, message);
        writer.WriteEndObject();
        writer.Flush();
    }

    private void WriteClient(Utf8JsonWriter writer)
    {
        if (options.Client is { } client)
            writer.WriteString(Names.Client, RuneText.Clean(client));
        if (options.ClientUrl is { } clientUrl)
            writer.WriteString(Names.ClientUrl, clientUrl);
    }

    private void WritePayload(Utf8JsonWriter writer, ChannelMessage message, DetailWriter details)
    {
        var happened = message.Event;
        writer.WriteStartObject(Names.Payload);
        writer.WriteString(Names.Summary, Summarize(message));
        writer.WriteString(Names.Source, RuneText.Cut(FirstOf(happened.Source, happened.Subject, options.Source), MaxField));
        writer.WriteString(Names.Severity, ActionRule.SeverityOf(happened.Severity));
        if (happened.Time is { } time)
            writer.WriteString(Names.Timestamp, time.UtcDateTime);
        WriteLabel(writer, Names.Component, happened, options.ComponentLabel, null);
        WriteLabel(writer, Names.Group, happened, options.GroupLabel, null);
        WriteLabel(writer, Names.Class, happened, options.ClassLabel, happened.Type);
        writer.WritePropertyName(Names.CustomDetails);
        details.Write(writer, message);
        writer.WriteEndObject();
    }

    /// <summary>Buttons that lead somewhere are links; for the others PagerDuty has buttons of its own.</summary>
    private static void WriteLinks(Utf8JsonWriter writer, IReadOnlyList<NotificationAction> actions)
    {
        var count = 0;
        foreach (var action in actions)
        {
            if (count == MaxLinks || !LinkRule.TryParse(action.Url, out var url))
                continue;
            if (count++ == 0)
                writer.WriteStartArray(Names.Links);
            writer.WriteStartObject();
            writer.WriteString(Names.Href, url.AbsoluteUri);
            writer.WriteString(Names.Text, RuneText.Cut(action.Label, MaxField));
            writer.WriteEndObject();
        }

        if (count > 0)
            writer.WriteEndArray();
    }

    private void WriteImage(Utf8JsonWriter writer, ChannelMessage message)
    {
        if (options.ImageLabel.Length == 0 || !message.Event.Labels.TryGetValue(options.ImageLabel, out var address)
            || !LinkRule.TryParse(address, out var url) || url.Scheme != Uri.UriSchemeHttps)
            return;
        writer.WriteStartArray(Names.Images);
        writer.WriteStartObject();
        writer.WriteString(Names.Src, url.AbsoluteUri);
        writer.WriteString(Names.Alt, RuneText.Cut(Summarize(message), MaxField));
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static string Summarize(ChannelMessage message)
    {
        var text = FirstOf(message.Content.Subject, message.Content.Text, message.Event.Type);
        return string.IsNullOrWhiteSpace(text) ? "(no text)" : RuneText.Cut(text, MaxSummary);
    }

    private static void WriteLabel(Utf8JsonWriter writer, JsonEncodedText name, NotificationEvent happened, string label, string? otherwise)
    {
        if (label.Length == 0 || !happened.Labels.TryGetValue(label, out var value) || string.IsNullOrWhiteSpace(value))
            value = otherwise;
        if (!string.IsNullOrWhiteSpace(value))
            writer.WriteString(name, RuneText.Cut(value, MaxField));
    }

    private static string FirstOf(string? first, string? second, string third) =>
        !string.IsNullOrWhiteSpace(first) ? first : !string.IsNullOrWhiteSpace(second) ? second : third;
}
