namespace Notifications.Conformance.Storage;

internal sealed record StoredItem(long Id, WorkItemKind Kind, long EventId, long ContentId, int Epoch, int Slot, byte[] Payload);
