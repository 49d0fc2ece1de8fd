using System.Buffers;
using Notifications.Storage;

namespace Notifications.Policy;

/// <summary>A content that went to a destination: the same is not sent again until it is due to be forgotten.</summary>
internal sealed class SentContentState(string key) : KeyedState
{
    public override StateKind Kind => StateKind.SentContent;

    public override string GetKey() => key;

    public override void WriteTo(IBufferWriter<byte> writer) => PolicyFormat.Write(this, writer);
}
