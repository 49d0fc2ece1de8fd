using System.Buffers;
using Notifications.Storage;

namespace Notifications.Operations;

/// <summary>How a dead letter is written down: whole, since it outlives what other records refer to.</summary>
internal static class DeadLetterFormat
{
    public static void Write(DeadLetterState letter, IBufferWriter<byte> output)
    {
        var w = new RecordWriter(output);
        w.Byte(RecordWriter.Version);
        w.Fixed64(letter.DueTicks);
        w.Bytes(letter.Payload.Span);
        w.Event(letter.Event);
        w.Bool(letter.Content is not null);
        if (letter.Content is { } content)
            w.Content(content);
    }

    public static DeadLetterState Read(ReadOnlySpan<byte> data)
    {
        var r = new RecordReader(data);
        r.Version();
        var due = r.Fixed64();
        var payload = r.Bytes().ToArray();
        var e = r.Event();
        return new DeadLetterState(payload, e, r.Bool() ? r.Content() : null) { DueTicks = due };
    }
}
