namespace Notifications.Conformance.Storage;

internal sealed record StoredState(StateKind Kind, long Version, int Waiting, int Slot, byte[] Payload);
