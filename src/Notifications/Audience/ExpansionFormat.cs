using System.Buffers;
using Notifications.Storage;

namespace Notifications.Audience;

/// <summary>How an expansion is written down. The event and the content are referred to.</summary>
internal static class ExpansionFormat
{
    /// <summary>The version of requests that state a language. One without it is written as before, so that an earlier release can read it.</summary>
    private const byte LocaleVersion = 2;

    /// <summary>The version of those in which a process has ended.</summary>
    private const byte InterruptedVersion = 3;

    public static void Write(Expansion x, IBufferWriter<byte> output)
    {
        var w = new RecordWriter(output);
        w.Byte(x.Interruptions > 0 ? InterruptedVersion : x.Locale is null ? RecordWriter.Version : LocaleVersion);
        w.Int(x.Id);
        w.Int(x.EventNumber);
        w.Fixed64(x.AcceptedTicks);
        w.Text(x.RuleName);
        w.Aggregate(x.Aggregate);
        w.Bool(x.CarriesMatch);
        w.Bool(x.IsRequest);
        w.Text(x.Category);
        w.Text(x.BatchId);
        w.Int(x.FallbackStep);
        w.Int(x.TargetIndex);
        w.Int(x.PublishDepth);
        w.Int(x.Attempts);
        w.Fixed64(x.BegunTicks);
        w.Int(x.Epoch);
        w.Byte((byte)x.Lane);
        w.Fixed64(x.DueTicks);
        w.Count(x.Targets.Count);
        foreach (var target in x.Targets)
        {
            w.Text(target.Channel);
            w.Byte((byte)target.Recipient.Kind);
            w.Text(target.Recipient.Value);
        }

        w.Count(x.Contents?.Count ?? 0);
        foreach (var (channel, content) in x.Contents ?? new Dictionary<string, ContentRecord>())
        {
            w.Text(channel);
            w.Int(content.Id);
        }

        w.Text(x.Template);
        if (x.Locale is not null || x.Interruptions > 0)
            w.Text(x.Locale);
        if (x.Interruptions > 0)
            w.Int(x.Interruptions);
    }

    /// <summary>Reads one back.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="events">Finds the event by its number; null when only the expansion itself is of interest.</param>
    /// <param name="contents">Finds content by its number.</param>
    public static Expansion Read(ReadOnlySpan<byte> data, Func<long, NotificationEvent> events, Func<long, ContentRecord?> contents)
    {
        var r = new RecordReader(data);
        var version = r.Version(InterruptedVersion);
        var id = r.Int();
        var number = r.Int();
        var accepted = r.Fixed64();
        var rule = r.Text();
        var aggregate = r.Aggregate();
        var carriesMatch = r.Bool();
        var isRequest = r.Bool();
        var category = r.Text();
        var batchId = r.Text();
        var fallbackStep = r.Int32();
        var targetIndex = r.Int32();
        var depth = r.Int32();
        var attempts = r.Int32();
        var begun = r.Fixed64();
        var epoch = r.Int32();
        var lane = (Priority)r.Byte();
        var due = r.Fixed64();
        var targets = new ExpansionTarget[r.Count()];
        for (var i = 0; i < targets.Length; i++)
            targets[i] = new ExpansionTarget(r.Text(), new Recipient((RecipientKind)r.Byte(), r.RequiredText()));
        return new Expansion
        {
            Id = id,
            EventNumber = number,
            SourceEvent = events(number),
            AcceptedTicks = accepted,
            RuleName = rule,
            Aggregate = aggregate,
            CarriesMatch = carriesMatch,
            IsRequest = isRequest,
            Category = category,
            BatchId = batchId,
            FallbackStep = fallbackStep,
            TargetIndex = targetIndex,
            PublishDepth = depth,
            Attempts = attempts,
            BegunTicks = begun,
            Epoch = epoch,
            Lane = lane,
            DueTicks = due,
            Targets = targets,
            Contents = ReadContents(ref r, contents),
            Template = r.Text(),
            Locale = version >= LocaleVersion ? r.Text() : null,
            Interruptions = version >= InterruptedVersion ? r.Int32() : 0,
        };
    }

    private static Dictionary<string, ContentRecord>? ReadContents(ref RecordReader r, Func<long, ContentRecord?> find)
    {
        var count = r.Count();
        if (count == 0)
            return null;
        var contents = new Dictionary<string, ContentRecord>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < count; i++)
        {
            var channel = r.RequiredText();
            if (find(r.Int()) is { } content)
                contents[channel] = content;
        }

        return contents;
    }
}
