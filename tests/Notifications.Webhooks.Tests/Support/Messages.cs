namespace Notifications.Webhooks.Tests.Support;

/// <summary>Messages as the engine makes them.</summary>
internal static class Messages
{
    public static DateTimeOffset Time { get; } = new(2026, 3, 29, 1, 30, 0, 250, TimeSpan.FromHours(2));

    public static NotificationId Delivery { get; } = new(42, Time);

    public static ChannelMessage Plain { get; } = new()
    {
        DeliveryId = Delivery,
        IdempotencyKey = "msg_0001",
        Channel = "hook",
        Event = new NotificationEvent { Type = "incident.detected", Id = "evt-1", Time = Time },
        Content = new NotificationContent { Subject = "Disk full", Text = "Disk full on db-1" },
    };

    public static ChannelMessage Full { get; } = Plain with
    {
        CorrelationKey = "disk/db-1",
        Status = NotificationStatus.Firing,
        Rule = "critical",
        Event = new NotificationEvent
        {
            Type = "incident.detected",
            Id = "evt-1",
            Source = "10.0.0.1:9100 (node exporter)",
            Subject = "Überlauf \"db-1\" 100%",
            Time = Time,
            Severity = Severity.Critical,
            Status = NotificationStatus.Firing,
            TenantId = "acme",
            Labels = LabelSet.From(new Dictionary<string, string> { ["instance"] = "db-1", ["größe"] = "10 \"GB\"\r\nx" }),
            Data = EventData.FromJson("""{"free":0,"paths":["/var","/"],"note":"\u00fc €"}"""),
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        },
        Aggregate = new AggregateSummary
        {
            Count = 7,
            First = Time.AddMinutes(-5),
            Last = Time,
            Samples = [new NotificationEvent { Type = "incident.detected", Id = "evt-0", Time = Time.AddMinutes(-5), Severity = Severity.High }],
        },
    };
}
