using System.Buffers;
using Notifications.Storage;

namespace Notifications.Policy;

/// <summary>A destination that said it is gone for good.</summary>
internal sealed class DisabledDestinationState(string channel, string? destination, string reason) : KeyedState
{
    public string Reason { get; } = reason;

    public string Channel { get; } = channel;

    public string? Destination { get; } = destination;

    public override StateKind Kind => StateKind.DisabledDestination;

    public static string KeyOf(string channel, string? destination) => $"{channel}\u001f{destination}";

    public override string GetKey() => KeyOf(Channel, Destination);

    public override void WriteTo(IBufferWriter<byte> writer) => PolicyFormat.Write(this, writer);
}
