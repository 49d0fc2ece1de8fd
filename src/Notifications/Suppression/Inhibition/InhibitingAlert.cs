using System.Buffers;
using Notifications.Publishing;
using Notifications.Storage;

namespace Notifications.Suppression.Inhibition;

/// <summary>An alert that fires and inhibits others. Guarded by its identity's stripe; what it says is replaced, never changed.</summary>
internal sealed class InhibitingAlert(EventIdentity identity, SourceFacts facts) : KeyedState
{
    public EventIdentity Identity { get; } = identity;

    public SourceFacts Facts { get; set; } = facts;

    public override StateKind Kind => StateKind.InhibitingAlert;

    public override string GetKey() => Identity.ToString();

    public override void WriteTo(IBufferWriter<byte> writer) => Holds.HoldFormat.Write(this, writer);
}
