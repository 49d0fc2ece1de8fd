namespace Notifications.Email.Tests.Support;

/// <summary>Messages as the engine makes them.</summary>
internal static class Messages
{
    public static DateTimeOffset Time { get; } = new(2026, 3, 29, 1, 30, 0, 250, TimeSpan.FromHours(2));

    public static NotificationId Delivery { get; } = new(42, Time);

    public static ChannelMessage Plain { get; } = new()
    {
        DeliveryId = Delivery,
        IdempotencyKey = "msg_0001",
        Channel = "email",
        Destination = "anna@example.test",
        Event = new NotificationEvent { Type = "incident.detected", Id = "evt-1", Time = Time, TenantId = "acme" },
        Content = new NotificationContent { Subject = "Disk full", Text = "Disk full on db-1\n" },
    };

    public static ChannelMessage With(Func<NotificationContent, NotificationContent> change, string? destination = "anna@example.test", string key = "msg_0001") =>
        Plain with { Content = change(Plain.Content), Destination = destination, IdempotencyKey = key };
}
