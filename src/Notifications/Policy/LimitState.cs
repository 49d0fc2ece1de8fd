using System.Buffers;
using Notifications.Storage;

namespace Notifications.Policy;

/// <summary>A limit's theoretical arrival time for one key. Guarded by its gate.</summary>
internal sealed class LimitState(string limit, string key) : KeyedState
{
    public string Limit { get; } = limit;

    public string Key { get; } = key;

    public long Arrival { get; set; }

    /// <summary>The gate that it belongs to, known from its timer; null after a recovery without the limit.</summary>
    public LimitGate? Gate { get; set; }

    public override StateKind Kind => StateKind.Limit;

    public override string GetKey() => $"{Limit}\u001f{Key}";

    public override void WriteTo(IBufferWriter<byte> writer) => PolicyFormat.Write(this, writer);
}
