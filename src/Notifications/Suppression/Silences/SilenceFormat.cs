using System.Buffers;
using Notifications.Storage;

namespace Notifications.Suppression.Silences;

/// <summary>How silences are written down.</summary>
internal static class SilenceFormat
{
    public static void Write(SilenceRecord record, IBufferWriter<byte> output)
    {
        var w = new RecordWriter(output);
        var facts = record.Facts;
        var silence = facts.Silence;
        w.Byte(RecordWriter.Version);
        w.Id(record.Id);
        w.Fixed64(facts.StartTicks);
        w.Fixed64(facts.CreatedTicks);
        w.Fixed64(facts.UpdatedTicks);
        w.Fixed64(record.MatchedTicks);
        w.OptionalTime(silence.StartsAt);
        w.OptionalTime(silence.EndsAt);
        w.Text(silence.TenantId);
        w.Text(silence.CreatedBy);
        w.Text(silence.Comment);
        w.Bool(silence.UntilResolved);
        w.Int(silence.UntilQuietFor?.Ticks ?? 0);
        w.Bool(silence.Recurrence is not null);
        if (silence.Recurrence is { } recurrence)
        {
            w.Text(recurrence.Cron);
            w.Int(recurrence.Duration.Ticks);
            w.Text(recurrence.TimeZone);
        }

        w.Count(silence.AnyOf.Count);
        foreach (var selector in silence.AnyOf)
        {
            WriteTexts(w, selector.EventTypes);
            w.Byte((byte)selector.MinSeverity);
            WriteTexts(w, selector.Matchers);
            w.Text(selector.Expression);
        }
    }

    public static SilenceRecord Read(ReadOnlySpan<byte> data)
    {
        var r = new RecordReader(data);
        r.Version();
        var id = r.Id();
        var start = r.Fixed64();
        var created = r.Fixed64();
        var updated = r.Fixed64();
        var matched = r.Fixed64();

        // The initialisers run in the order of the text, which is the order of the bytes.
        var silence = new Silence
        {
            StartsAt = r.OptionalTime(),
            EndsAt = r.OptionalTime(),
            TenantId = r.Text(),
            CreatedBy = r.RequiredText(),
            Comment = r.RequiredText(),
            UntilResolved = r.Bool(),
            UntilQuietFor = r.Int() is var quiet and > 0 ? TimeSpan.FromTicks(quiet) : null,
            Recurrence = r.Bool() ? new SilenceRecurrence { Cron = r.RequiredText(), Duration = TimeSpan.FromTicks(r.Int()), TimeZone = r.Text() } : null,
        };
        var selectors = r.Count();
        for (var i = 0; i < selectors; i++)
            silence.AnyOf.Add(new EventSelector { EventTypes = ReadTexts(ref r), MinSeverity = (Severity)r.Byte(), Matchers = ReadTexts(ref r), Expression = r.Text() });
        return new SilenceRecord(id, SilenceFacts.Of(silence, start, created, updated)) { MatchedTicks = matched };
    }

    private static void WriteTexts(RecordWriter w, IList<string> texts)
    {
        w.Count(texts.Count);
        foreach (var text in texts)
            w.Text(text);
    }

    private static List<string> ReadTexts(ref RecordReader r)
    {
        var count = r.Count();
        List<string> texts = [];
        for (var i = 0; i < count; i++)
            texts.Add(r.RequiredText());
        return texts;
    }
}
