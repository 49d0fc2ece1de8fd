namespace Notifications.Durability.Victim;

/// <summary>Publishes without an end, and says before each event that it begins and after it that it was accepted.</summary>
internal static class Publishing
{
    public static async Task RunAsync(INotificationPublisher publisher, string name)
    {
        for (var i = 0; ; i++)
        {
            var id = $"{name}-{i}";
            Answers.Write($"begin {id}");
            var result = await publisher.PublishAsync(new NotificationEvent { Type = "t", Id = id, Subject = id });
            if (result.IsAccepted)
                Answers.Write($"accepted {id}");
            else
                await Task.Delay(10);

            // The journal must neither run dry nor grow without an end.
            if (i % 20 == 19)
                await Task.Delay(5);
        }
    }
}
