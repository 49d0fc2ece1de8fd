using System.Buffers;
using Notifications.Storage;

namespace Notifications.Suppression.Silences;

/// <summary>The moment at which a silence is looked at again. Lives in the timers only; a store never sees it.</summary>
internal sealed class SilenceAlarm(CompiledSilence silence) : StoreRecord
{
    public CompiledSilence Silence { get; } = silence;

    public override void WriteTo(IBufferWriter<byte> writer) => throw new NotSupportedException("The alarm of a silence is not stored.");
}
