using System.Buffers;
using Notifications.Storage;
using Notifications.Suppression.Holds;

namespace Notifications.Suppression.Silences;

/// <summary>A silence of run time, as the store keeps it. Guarded by the gate of the silences.</summary>
internal sealed class SilenceRecord(NotificationId id, SilenceFacts facts) : KeyedState
{
    public NotificationId Id { get; } = id;

    public SilenceFacts Facts { get; set; } = facts;

    /// <summary>When something was published last that it takes, as it was stored last.</summary>
    public long MatchedTicks { get; set; }

    /// <summary>It is forgotten with this step.</summary>
    public bool IsOver { get; set; }

    public override StateKind Kind => StateKind.Silence;

    public override string GetKey() => Id.ToString();

    public override void WriteTo(IBufferWriter<byte> writer) => SilenceFormat.Write(this, writer);
}
