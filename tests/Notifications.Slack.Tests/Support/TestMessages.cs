namespace Notifications.Slack.Tests.Support;

/// <summary>Messages as the engine makes them.</summary>
internal static class TestMessages
{
    public static DateTimeOffset Time { get; } = new(2026, 3, 29, 1, 30, 0, 250, TimeSpan.FromHours(2));

    public static ChannelMessage Plain { get; } = new()
    {
        DeliveryId = new NotificationId(42, Time),
        IdempotencyKey = "msg_0001",
        Channel = "slack",
        CorrelationKey = "disk/db-1",
        Status = NotificationStatus.Firing,
        Event = new NotificationEvent
        {
            Type = "incident.detected",
            Id = "evt-1",
            Source = "/monitoring",
            Time = Time,
            Severity = Severity.Critical,
            Status = NotificationStatus.Firing,
            TenantId = "acme",
            Labels = LabelSet.From(new Dictionary<string, string>(StringComparer.Ordinal) { ["instance"] = "db-1" }),
            Data = EventData.FromJson("""{"free":0,"paths":["/var"],"full":true,"note":"ü €"}"""),
        },
        Content = new NotificationContent { Subject = "Disk full", Text = "The disk of db-1 is full." },
    };

    public static ChannelMessage With(this ChannelMessage message, NotificationStatus status) =>
        message with { Status = status, Event = message.Event with { Status = status } };

    public static ChannelMessage Saying(string subject, string text, string? markdown = null) =>
        Plain with { Content = new NotificationContent { Subject = subject, Text = text, Markdown = markdown } };

    public static ChannelMessage WithActions(params NotificationAction[] actions) => Plain with { Content = Plain.Content with { Actions = actions } };
}
