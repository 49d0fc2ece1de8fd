namespace Notifications.Storage.Journal.Writing;

internal enum SlotKind : byte
{
    Vacant,
    Delivery,
    Expansion,
    State,
}
