using Notifications.Dispatch;
using Notifications.Storage;

namespace Notifications.Publishing;

/// <summary>Sees to it that live work has its event beside it: what a debounce, a batch or a hold kept is a copy in a state, and the store may have let go of the event itself long ago.</summary>
internal static class EventsBeside
{
    /// <summary>Accepts once more the events of added items that neither come with the batch nor belong to another item in it, which was live until now.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="originals">Events as they were published, where a message is made of a changed copy: other work that refers to the event must find what was accepted.</param>
    public static void Complete(ChangeBatch batch, List<AcceptedEvent> originals)
    {
        var last = 0L;
        foreach (ref readonly var change in batch.Items)
        {
            // Neighbours are most often of the same event.
            var number = change.Item.EventId;
            if (change.Kind != ChangeKind.Add || number == last)
                continue;
            last = number;
            if (!IsKnown(batch, number) && (Find(originals, number) ?? Read(change.Item)) is { } accepted)
                batch.Accept(accepted);
        }
    }

    private static bool IsKnown(ChangeBatch batch, long number)
    {
        foreach (ref readonly var accepted in batch.Events)
        {
            if (accepted.Id.Value == number)
                return true;
        }

        foreach (ref readonly var other in batch.Items)
        {
            if (other.Kind is ChangeKind.Update or ChangeKind.Remove && other.Item.EventId == number)
                return true;
        }

        return false;
    }

    private static AcceptedEvent? Find(List<AcceptedEvent> originals, long number)
    {
        foreach (var original in originals)
        {
            if (original.Id.Value == number)
                return original;
        }

        return null;
    }

    private static AcceptedEvent? Read(WorkItem item) => item switch
    {
        Delivery delivery => Of(item.EventId, delivery.Details?.AcceptedTicks ?? delivery.CreatedTicks, delivery.SourceEvent),
        Audience.Expansion expansion => Of(item.EventId, expansion.AcceptedTicks, expansion.SourceEvent),
        _ => null,
    };

    public static AcceptedEvent Of(long number, long acceptedTicks, NotificationEvent e) =>
        new(new NotificationId(number, new DateTimeOffset(acceptedTicks, TimeSpan.Zero)), e, PublishKind.Accepted, 0) { IsRepeated = true };
}
