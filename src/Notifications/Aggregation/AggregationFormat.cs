using System.Buffers;
using Notifications.Publishing;
using Notifications.Storage;

namespace Notifications.Aggregation;

/// <summary>How episodes and batches are written down, with the events that they keep.</summary>
internal static class AggregationFormat
{
    /// <summary>The version of batches whose members are known on their own. One without them is written as before, so that an earlier release can read it.</summary>
    private const byte MembersVersion = 2;

    public static void Write(DebounceState state, IBufferWriter<byte> output)
    {
        var w = new RecordWriter(output);
        w.Byte(RecordWriter.Version);
        w.Text(state.RuleName);
        IdentityFormat.Write(w, state.Identity);
        w.Text(state.Audience);
        w.Bool(state.IsCooldown);
        w.Byte((byte)state.Status);
        w.Byte((byte)state.Severity);
        w.Fixed64(state.DueTicks);
        w.Bool(state.IsTracked);
        WriteHeld(w, state.Held);
    }

    public static DebounceState ReadDebounce(ReadOnlySpan<byte> data)
    {
        var r = new RecordReader(data);
        r.Version();
        var state = new DebounceState(r.RequiredText(), IdentityFormat.Read(ref r), r.RequiredText());
        var isCooldown = r.Bool();
        var status = (NotificationStatus)r.Byte();
        var severity = (Severity)r.Byte();
        var due = r.Fixed64();
        state.IsTracked = r.Bool();
        state.Held = ReadHeld(ref r);
        state.Episode = new DebounceEpisode(isCooldown, new DateTimeOffset(due, TimeSpan.Zero), state.WaitingEvents, status, severity);
        return state;
    }

    public static void Write(BatchState state, IBufferWriter<byte> output)
    {
        var w = new RecordWriter(output);
        var hasMembers = state.Held is { Members.Count: > 0 };
        w.Byte(hasMembers ? MembersVersion : RecordWriter.Version);
        w.Text(state.RuleName);
        w.Text(state.Tenant);
        w.Text(state.Audience);
        w.Fixed64(state.DueTicks);
        WriteHeld(w, state.Held);
        if (!hasMembers)
            return;
        w.Count(state.Held!.Members.Count);
        foreach (var member in state.Held.Members)
        {
            w.Int(member.Number);
            w.Fixed64(member.AcceptedTicks);
            w.Event(member.Event);
        }
    }

    public static BatchState ReadBatch(ReadOnlySpan<byte> data)
    {
        var r = new RecordReader(data);
        var version = r.Version(MembersVersion);
        var batch = new BatchState(r.RequiredText(), r.RequiredText(), r.RequiredText()) { DueTicks = r.Fixed64(), Held = ReadHeld(ref r) };
        if (version == MembersVersion)
            batch.Held = ReadMembers(ref r, batch.Held ?? throw r.Damaged("members without a batch"));
        return batch;
    }

    private static HeldEvents ReadMembers(ref RecordReader r, HeldEvents held)
    {
        const int SmallestMember = 20;
        var members = new HeldMember[r.Count(SmallestMember)];
        for (var i = 0; i < members.Length; i++)
        {
            var number = r.Int();
            var accepted = r.Fixed64();
            members[i] = new HeldMember(r.Event(), number, accepted);
        }

        return HeldEvents.Restore(held.Count, held.FirstTicks, held.LastTicks, held.NewestEventNumber, held.NewestAcceptedTicks, held.Newest, held.Samples, members);
    }

    public static void WriteHeld(RecordWriter w, HeldEvents? held)
    {
        w.Bool(held is not null);
        if (held is null)
            return;
        w.Int(held.Count);
        w.Fixed64(held.FirstTicks);
        w.Fixed64(held.LastTicks);
        w.Int(held.NewestEventNumber);
        w.Fixed64(held.NewestAcceptedTicks);
        w.Event(held.Newest);
        w.Count(held.Samples.Count);
        foreach (var sample in held.Samples)
            w.Event(sample);
    }

    public static HeldEvents? ReadHeld(ref RecordReader r)
    {
        if (!r.Bool())
            return null;
        var count = r.Int32();
        var first = r.Fixed64();
        var last = r.Fixed64();
        var number = r.Int();
        var accepted = r.Fixed64();
        var newest = r.Event();
        var samples = new NotificationEvent[r.Count()];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = r.Event();
        return HeldEvents.Restore(count, first, last, number, accepted, newest, samples);
    }
}
