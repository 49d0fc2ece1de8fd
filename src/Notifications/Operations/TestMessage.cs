namespace Notifications.Operations;

/// <summary>The one message of a test. Everybody who gets it can see that nothing has happened.</summary>
internal static class TestMessage
{
    public const string EventType = "notifications.test";

    public static ChannelMessage Create(NotificationId id, string channel, string? destination, DateTimeOffset now, TimeSpan timeout)
    {
        var text = id.ToString();
        return new ChannelMessage
        {
            DeliveryId = id,
            IdempotencyKey = text,
            Deadline = now + timeout,
            Channel = channel,
            Destination = destination,
            CorrelationKey = "test:" + text,
            Content = new NotificationContent
            {
                Subject = $"[TEST] Channel '{channel}'",
                Text = $"[TEST] This is a test of the notification channel '{channel}' at {now.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC. Nothing has happened, and nothing is to be done.",
            },
            Event = new NotificationEvent { Type = EventType, Id = text, Source = "notifications", Subject = channel, Time = now, Drill = true, CorrelationKey = "test:" + text },
        };
    }
}
