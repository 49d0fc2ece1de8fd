namespace Notifications.PagerDuty.Tests.Support;

/// <summary>Messages as the engine makes them.</summary>
internal static class Messages
{
    public static DateTimeOffset Time { get; } = new(2026, 3, 29, 1, 30, 0, 250, TimeSpan.FromHours(2));

    public static ChannelMessage Plain { get; } = new()
    {
        DeliveryId = new NotificationId(42, Time),
        IdempotencyKey = "msg_0001",
        Channel = "pager",
        CorrelationKey = "disk/db-1",
        Status = NotificationStatus.Firing,
        Event = new NotificationEvent { Type = "incident.detected", Id = "evt-1", Time = Time, Source = "db-1.acme.com", Severity = Severity.Critical },
        Content = new NotificationContent { Subject = "Disk full", Text = "The disk of db-1 is full" },
    };

    public static ChannelMessage Full { get; } = Plain with
    {
        Rule = "critical",
        Event = new NotificationEvent
        {
            Type = "incident.detected",
            Id = "evt-1",
            Source = "10.0.0.1:9100 (node exporter)",
            Subject = "Überlauf \"db-1\" 100%",
            Time = Time,
            Severity = Severity.High,
            Status = NotificationStatus.Firing,
            TenantId = "acme",
            Labels = LabelSet.From(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["component"] = "mysql",
                ["group"] = "prod-datapipe",
                ["class"] = "disk",
                ["größe"] = "10 \"GB\"\r\nx",
            }),
            Data = EventData.FromJson("""{"free":0,"paths":["/var","/"],"note":"\u00fc € \ud83d\udd25","half":"\ud83d","nul":"a\u0000b","big":1e400,"nested":{"ok":true,"no":null}}"""),
        },
        Aggregate = new AggregateSummary
        {
            Count = 7,
            First = Time.AddMinutes(-5),
            Last = Time,
            Samples = [new NotificationEvent { Type = "incident.detected", Id = "evt-0", Time = Time.AddMinutes(-5), Severity = Severity.High }],
        },
    };

    /// <summary>With so many labels of so many characters.</summary>
    public static IReadOnlyDictionary<string, string> Labels(int count, int length) => LabelSet.From(
        Enumerable.Range(0, count).ToDictionary(static i => $"label_{i:000}", i => new string((char)('a' + (i % 26)), length), StringComparer.Ordinal));

    public static ChannelMessage WithEvent(Func<NotificationEvent, NotificationEvent> change) => Plain with { Event = change(Plain.Event) };
}
