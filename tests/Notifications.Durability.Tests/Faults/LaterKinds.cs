using Notifications.Storage;

namespace Notifications.Durability.Faults;

/// <summary>An engine of an earlier release, which meets a state that it does not know.</summary>
internal sealed class LaterKinds : ILiveRecordSink
{
    public void Take(in AcceptedEvent accepted)
    {
        // It knows events.
    }

    public void Take(ContentRecord content)
    {
        // And contents.
    }

    public void Take(StateKind kind, ReadOnlySpan<byte> payload, long version, int slot) => throw new InvalidDataException($"The store has a state of kind {(int)kind}, which this release does not know.");

    public ILiveItemSink BeginItems() => throw new NotSupportedException();
}
