using System.Buffers;
using Notifications.Storage;

namespace Notifications.Policy;

/// <summary>How the states of limits and destinations are written down.</summary>
internal static class PolicyFormat
{
    public static void Write(LimitState state, IBufferWriter<byte> output)
    {
        var w = new RecordWriter(output);
        w.Byte(RecordWriter.Version);
        w.Text(state.Limit);
        w.Text(state.Key);
        w.Fixed64(state.Arrival);
    }

    public static LimitState ReadLimit(ReadOnlySpan<byte> data)
    {
        var r = new RecordReader(data);
        r.Version();
        return new LimitState(r.RequiredText(), r.RequiredText()) { Arrival = r.Fixed64() };
    }

    public static void Write(SentContentState state, IBufferWriter<byte> output)
    {
        var w = new RecordWriter(output);
        w.Byte(RecordWriter.Version);
        w.Text(state.GetKey());
        w.Fixed64(state.DueTicks);
    }

    public static SentContentState ReadSentContent(ReadOnlySpan<byte> data)
    {
        var r = new RecordReader(data);
        r.Version();
        return new SentContentState(r.RequiredText()) { DueTicks = r.Fixed64() };
    }

    public static void Write(DisabledDestinationState state, IBufferWriter<byte> output)
    {
        var w = new RecordWriter(output);
        w.Byte(RecordWriter.Version);
        w.Text(state.Channel);
        w.Text(state.Destination);
        w.Text(state.Reason);
    }

    public static DisabledDestinationState ReadDisabledDestination(ReadOnlySpan<byte> data)
    {
        var r = new RecordReader(data);
        r.Version();
        return new DisabledDestinationState(r.RequiredText(), r.Text(), r.RequiredText());
    }
}
