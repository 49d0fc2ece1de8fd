namespace Notifications.Properties;

/// <summary>What a program has published and sent, and what it was answered.</summary>
internal sealed class Journal
{
    private int _events;

    public List<(NotificationEvent Event, PublishResult Result, DateTimeOffset At)> Events { get; } = [];

    public List<JournalRequest> Requests { get; } = [];

    /// <summary>Deliveries in doubt that an operator had sent again, after others had passed them.</summary>
    public HashSet<long> SentAgain { get; } = [];

    /// <summary>Events published to the engine that runs now.</summary>
    public int SinceRestart { get; private set; }

    public string NextId() => $"e{++_events}";

    public void Published(NotificationEvent e, PublishResult result, DateTimeOffset at)
    {
        Events.Add((e, result, at));
        SinceRestart++;
    }

    public void Sent(string id, DateTimeOffset? dueAt) => Requests.Add(new JournalRequest(id, dueAt));

    public void Restarted() => SinceRestart = 0;

    public override string ToString() => string.Join('\n', Events.Select(static e =>
        $"{e.At:HH:mm:ss.fff} {e.Event.Id} {e.Event.Type} {e.Event.Severity} {e.Event.Status} {e.Event.Labels} → {e.Result.Kind}"));
}
