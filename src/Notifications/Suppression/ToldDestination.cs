using Notifications.Dispatch;
using Notifications.Storage;

namespace Notifications.Suppression;

/// <summary>What one destination was told about one thing, and what it is still to be told, in order.</summary>
internal sealed class ToldDestination(string channel, string? destination)
{
    public string Channel { get; } = channel;

    public string? Destination { get; } = destination;

    /// <summary>The rule that told it last; the truthful end goes out in its name.</summary>
    public string? RuleName { get; set; }

    public Priority Lane { get; set; } = Priority.Normal;

    /// <summary>The newest status that it was told for sure.</summary>
    public NotificationStatus Told { get; set; }

    /// <summary>How bad that was.</summary>
    public Severity Severity { get; set; }

    /// <summary>A firing may have arrived, though no answer came.</summary>
    public bool MayHaveArrived { get; set; }

    /// <summary>It believes, or may believe, that it goes on.</summary>
    public bool OwesAnEnd => MayHaveArrived || Told is NotificationStatus.Firing or NotificationStatus.Acknowledged;

    public string? ProviderMessageId { get; set; }

    /// <summary>The one that is next, or under way. Only it may leave.</summary>
    public Delivery? Head { get; private set; }

    public Delivery? Tail { get; private set; }

    /// <summary>The status that it will have been told when all that is on its way has arrived.</summary>
    public NotificationStatus ToBeTold()
    {
        var status = Told;
        for (var at = Head; at is not null; at = at.Next)
        {
            if (at.State != DeliveryState.Cancelled && at.SourceEvent.Status != NotificationStatus.None)
                status = at.SourceEvent.Status;
        }

        return status;
    }

    /// <summary>Somebody is before the next one that joins.</summary>
    public bool IsBusy
    {
        get
        {
            for (var at = Head; at is not null; at = at.Next)
            {
                if (!at.IsOver)
                    return true;
            }

            return false;
        }
    }

    /// <summary>The newest status that it was told, or will be by what is on its way.</summary>
    public NotificationStatus LastStatus
    {
        get
        {
            var last = Told;
            for (var at = Head; at is not null; at = at.Next)
            {
                if (!at.IsOver && at.SourceEvent.Status != NotificationStatus.None)
                    last = at.SourceEvent.Status;
            }

            return last;
        }
    }

    /// <summary>It was told as much, or will be by what is on its way: this status, and no less bad.</summary>
    public bool Knows(NotificationEvent e)
    {
        var (status, severity) = (Told, Severity);
        for (var at = Head; at is not null; at = at.Next)
        {
            if (!at.IsOver && at.SourceEvent.Status != NotificationStatus.None)
                (status, severity) = (at.SourceEvent.Status, at.SourceEvent.Severity);
        }

        return status == e.Status && severity >= e.Severity;
    }

    public bool Is(string channel, string? destination) =>
        string.Equals(Channel, channel, StringComparison.OrdinalIgnoreCase) && string.Equals(Destination, destination, StringComparison.Ordinal);

    public void Append(Delivery delivery)
    {
        delivery.Next = null;
        if (Tail is null)
            Head = delivery;
        else
            Tail.Next = delivery;
        Tail = delivery;
    }

    /// <summary>Takes one out, wherever it stands.</summary>
    public void Remove(Delivery delivery)
    {
        Delivery? before = null;
        for (var at = Head; at is not null; before = at, at = at.Next)
        {
            if (!ReferenceEquals(at, delivery))
                continue;
            if (before is null)
                Head = at.Next;
            else
                before.Next = at.Next;
            if (ReferenceEquals(Tail, at))
                Tail = before;
            at.Next = null;
            return;
        }
    }
}
