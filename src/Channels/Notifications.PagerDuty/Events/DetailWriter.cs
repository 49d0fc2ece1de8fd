using System.Text.Json;

namespace Notifications.PagerDuty.Events;

/// <summary>Writes <c>custom_details</c>: what the message says beyond its summary, as much of it as the level has.</summary>
internal sealed class DetailWriter(DetailLevel level, string? note)
{
    public void Write(Utf8JsonWriter writer, ChannelMessage message)
    {
        var happened = message.Event;
        writer.WriteStartObject();
        if (note is not null)
            writer.WriteString(Names.Note, note);
        if (message.Content.Text.Length > 0)
            writer.WriteString(Names.Text, RuneText.Cut(message.Content.Text, level.MaxText));
        writer.WriteString(Names.Status, ActionRule.NameOf(message.Status));
        if (happened.Drill)
            writer.WriteBoolean(Names.Drill, true);
        WriteOptional(writer, Names.EventId, happened.Id);
        WriteOptional(writer, Names.EventType, happened.Type);
        WriteOptional(writer, Names.Subject, happened.Subject);
        WriteOptional(writer, Names.Tenant, happened.TenantId);
        WriteOptional(writer, Names.Rule, message.Rule);
        if (message.Aggregate is { } aggregate)
            WriteAggregate(writer, aggregate);
        if (happened.Labels.Count > 0)
            WriteLabels(writer, happened.Labels);
        if (level.HasData && happened.Data is { } data)
        {
            writer.WritePropertyName(Names.Data);
            JsonCopy.Write(writer, data.Utf8Json.Span, level);
        }

        writer.WriteEndObject();
    }

    private void WriteAggregate(Utf8JsonWriter writer, AggregateSummary aggregate)
    {
        writer.WriteStartObject(Names.Aggregate);
        writer.WriteNumber(Names.Count, aggregate.Count);
        writer.WriteString(Names.First, aggregate.First.UtcDateTime);
        writer.WriteString(Names.Last, aggregate.Last.UtcDateTime);
        if (level.HasData && aggregate.Samples.Count > 0)
        {
            writer.WriteStartArray(Names.Samples);
            foreach (var sample in aggregate.Samples.Take(level.MaxItems))
                WriteSample(writer, sample);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private void WriteSample(Utf8JsonWriter writer, NotificationEvent sample)
    {
        writer.WriteStartObject();
        WriteOptional(writer, Names.EventId, sample.Id);
        WriteOptional(writer, Names.EventType, sample.Type);
        WriteOptional(writer, Names.Source, sample.Source);
        WriteOptional(writer, Names.Subject, sample.Subject);
        if (sample.Time is { } time)
            writer.WriteString(Names.Time, time.UtcDateTime);
        writer.WriteString(Names.Severity, ActionRule.SeverityOf(sample.Severity));
        writer.WriteString(Names.Status, ActionRule.NameOf(sample.Status));
        if (sample.Labels.Count > 0)
            WriteLabels(writer, sample.Labels);
        writer.WriteEndObject();
    }

    private void WriteLabels(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> labels)
    {
        writer.WriteStartObject(Names.Labels);
        var count = 0;
        foreach (ref readonly var label in LabelSet.From(labels).Pairs)
        {
            if (++count <= level.MaxMembers)
                writer.WriteString(RuneText.Cut(label.Key, level.MaxText), RuneText.Cut(label.Value, level.MaxText));
        }

        if (count > level.MaxMembers)
            writer.WriteString(Names.More, DetailLevel.DescribeLeftOut(count - level.MaxMembers));
        writer.WriteEndObject();
    }

    private void WriteOptional(Utf8JsonWriter writer, JsonEncodedText name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            writer.WriteString(name, RuneText.Cut(value, level.MaxText));
    }
}
