namespace Notifications.Conformance.Storage;

internal sealed record StoredItem(long Id, WorkItemKind Kind, long EventId, IReadOnlyList<long> ContentIds, int Waiting, int Epoch, int Slot, byte[] Payload);
