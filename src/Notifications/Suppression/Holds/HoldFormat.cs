using System.Buffers;
using Notifications.Aggregation;
using Notifications.Publishing;
using Notifications.Storage;
using Notifications.Suppression.Inhibition;

namespace Notifications.Suppression.Holds;

/// <summary>How held and inhibiting alerts are written down. What holds an alert is not part of it: that is found anew after a start.</summary>
internal static class HoldFormat
{
    public static void Write(HeldAlert held, IBufferWriter<byte> output)
    {
        var w = new RecordWriter(output);
        w.Byte(RecordWriter.Version);
        IdentityFormat.Write(w, held.Identity);
        w.Count(held.Entries.Length);
        foreach (var entry in held.Entries)
        {
            w.Text(entry.RuleName);
            w.Byte((byte)entry.Reason);
            w.Text(entry.Detail);
            AggregationFormat.WriteHeld(w, entry.Held);
        }
    }

    public static HeldAlert ReadHeld(ReadOnlySpan<byte> data)
    {
        var r = new RecordReader(data);
        r.Version();
        var held = new HeldAlert(IdentityFormat.Read(ref r));
        var entries = new HeldEntry[r.Count()];
        for (var i = 0; i < entries.Length; i++)
        {
            var rule = r.RequiredText();
            var reason = (DecisionReason)r.Byte();
            var detail = r.RequiredText();
            entries[i] = new HeldEntry(rule, reason, detail, AggregationFormat.ReadHeld(ref r) ?? throw r.Damaged("a held alert has no event"), null);
        }

        held.Entries = entries;
        return held;
    }

    public static void Write(InhibitingAlert alert, IBufferWriter<byte> output)
    {
        var w = new RecordWriter(output);
        var facts = alert.Facts;
        w.Byte(RecordWriter.Version);
        IdentityFormat.Write(w, alert.Identity);
        w.Fixed64(alert.DueTicks);
        w.Int(facts.FirstNumber);
        w.Fixed64(facts.AcceptedTicks);
        w.Fixed64(facts.LastSeenTicks);
        w.Event(facts.Event);
    }

    public static InhibitingAlert ReadInhibiting(ReadOnlySpan<byte> data)
    {
        var r = new RecordReader(data);
        r.Version();
        var identity = IdentityFormat.Read(ref r);
        var due = r.Fixed64();
        var number = r.Int();
        var accepted = r.Fixed64();
        var seen = r.Fixed64();
        return new InhibitingAlert(identity, new SourceFacts(r.Event(), number, accepted, seen)) { DueTicks = due };
    }
}
