using System.Buffers;

namespace Notifications.Conformance.Storage;

/// <summary>A keyed state that counts.</summary>
internal sealed class TestState(StateKind kind, string key) : KeyedState
{
    public override StateKind Kind => kind;

    public override int WaitingEvents => Waiting;

    public int Waiting { get; set; }

    public override string GetKey() => key;

    /// <summary>The next version, as whoever changes a state sets it.</summary>
    public TestState Next(int waiting = 0)
    {
        Version++;
        Waiting = waiting;
        return this;
    }

    public override void WriteTo(IBufferWriter<byte> writer)
    {
        var record = new RecordWriter(writer);
        record.Byte(1);
        record.Text(key);
        record.Int(Version);
        record.Int(Waiting);
    }
}
