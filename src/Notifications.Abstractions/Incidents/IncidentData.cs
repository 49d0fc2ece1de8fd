using System.Buffers;
using System.Text.Json;

namespace Notifications;

/// <summary>Writes the data of an incident's event: by hand, so that it needs no reflection.</summary>
internal static class IncidentData
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "incidentId", "state", "severity", "title", "description", "impact", "assignee", "incidentUrl", "startedAt", "changedAt", "durationSeconds", "resolvedBy", "method", "resolution", "details",
    };

    public static EventData Of(IncidentUpdate update)
    {
        try
        {
            var buffer = new ArrayBufferWriter<byte>(512);
            using var writer = new Utf8JsonWriter(buffer);
            writer.WriteStartObject();
            WriteFacts(writer, update);
            if (update.Details is { } details)
                WriteDetails(writer, details.Root, update);
            writer.WriteEndObject();
            writer.Flush();
            return EventData.FromUtf8(buffer.WrittenSpan);
        }
        catch (Exception e) when (update.Details is { } details && e is JsonException or InvalidOperationException)
        {
            // The details are no JSON or no Unicode: at intake they are refused, with the reason.
            return update.Details;
        }
    }

    private static void WriteFacts(Utf8JsonWriter writer, IncidentUpdate update)
    {
        Write(writer, "incidentId", update.Id);
        Write(writer, "state", IncidentEvent.NameOf(update.State));
        Write(writer, "severity", "P" + (char)('0' + (Severity.Critical - update.Severity)));
        Write(writer, "title", update.Title);
        Write(writer, "description", update.Description);
        Write(writer, "impact", update.Impact);
        Write(writer, "assignee", update.Assignee);
        Write(writer, "incidentUrl", update.Url);
        if (update.StartedAt is { } started)
            writer.WriteString("startedAt", started);
        if (update.ChangedAt is { } changed)
            writer.WriteString("changedAt", changed);
        if (update is { StartedAt: { } from, ChangedAt: { } to } && to >= from)
            writer.WriteNumber("durationSeconds", (long)(to - from).TotalSeconds);
        Write(writer, "resolvedBy", update.Resolution?.By);
        Write(writer, "method", update.Resolution?.Method);
        Write(writer, "resolution", update.Resolution?.Notes);
    }

    private static void WriteDetails(Utf8JsonWriter writer, JsonElement details, IncidentUpdate update)
    {
        if (details.ValueKind != JsonValueKind.Object)
        {
            writer.WritePropertyName("details");
            writer.WriteRawValue(details.GetRawText());
            return;
        }

        foreach (var member in details.EnumerateObject())
        {
            // What the update says under this name stands already; what it does not say, the host's own may.
            if (Names.Contains(member.Name) && IsGiven(update, member.Name))
                continue;
            writer.WritePropertyName(member.Name);
            writer.WriteRawValue(member.Value.GetRawText());
        }
    }

    private static bool IsGiven(IncidentUpdate update, string name) => name switch
    {
        "title" => update.Title is not null,
        "description" => update.Description is not null,
        "impact" => update.Impact is not null,
        "assignee" => update.Assignee is not null,
        "incidentUrl" => update.Url is not null,
        "startedAt" => update.StartedAt is not null,
        "changedAt" => update.ChangedAt is not null,
        "durationSeconds" => update is { StartedAt: { } from, ChangedAt: { } to } && to >= from,
        "resolvedBy" => update.Resolution?.By is not null,
        "method" => update.Resolution?.Method is not null,
        "resolution" => update.Resolution?.Notes is not null,
        "details" => false,
        _ => true,
    };

    private static void Write(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, LineText.Repair(value));
    }
}
