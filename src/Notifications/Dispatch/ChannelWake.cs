using System.Buffers;
using Notifications.Storage;

namespace Notifications.Dispatch;

/// <summary>The moment at which a paused queue is looked at again. Lives in the timers only; a store never sees it.</summary>
internal sealed class ChannelWake(WorkerPool pool) : StoreRecord
{
    public void Fire() => pool.Resume();

    public override void WriteTo(IBufferWriter<byte> writer) => throw new NotSupportedException("A queue's pause is not stored.");
}
