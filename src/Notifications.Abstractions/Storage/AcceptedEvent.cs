namespace Notifications.Storage;

/// <summary>An event at its acceptance: the head of its decision trace.</summary>
/// <param name="Id">Its number and the instant of acceptance.</param>
/// <param name="Event">The event as published, its labels and data copied.</param>
/// <param name="Kind">What the publisher was told.</param>
/// <param name="Matches">How many rules matched.</param>
public readonly record struct AcceptedEvent(NotificationId Id, NotificationEvent Event, PublishKind Kind, int Matches)
{
    /// <summary>It was accepted by an earlier commit, and comes again beside a new item. So it is no new work, which a store without room would refuse. It is not stored. Default: false.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>The id by which people know the event: its own, or the one given at intake.</summary>
    /// <returns>The text.</returns>
    public string GetIdText() => Event.Id ?? Id.ToString();
}
