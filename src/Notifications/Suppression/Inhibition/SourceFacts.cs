namespace Notifications.Suppression.Inhibition;

/// <summary>What is known of an alert that inhibits.</summary>
/// <param name="Event">Its newest report.</param>
/// <param name="FirstNumber">The number of its first one.</param>
/// <param name="AcceptedTicks">When that one was accepted.</param>
/// <param name="LastSeenTicks">When it was heard of last.</param>
internal sealed record SourceFacts(NotificationEvent Event, long FirstNumber, long AcceptedTicks, long LastSeenTicks)
{
    /// <summary>The alert in words, for the trace.</summary>
    public string Text()
    {
        var id = Event.Id ?? new NotificationId(FirstNumber, new DateTimeOffset(AcceptedTicks, TimeSpan.Zero)).ToString();
        var labels = Event.Labels.Count == 0 ? string.Empty : LabelSet.From(Event.Labels).ToString();
        return $"{Event.Type}{(Event.Subject is { } subject ? $" ({subject})" : string.Empty)}{labels}, event {id}";
    }
}
