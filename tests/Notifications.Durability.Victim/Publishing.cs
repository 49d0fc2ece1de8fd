namespace Notifications.Durability.Victim;

/// <summary>Publishes without an end, and says before each event that it begins and after it that it was accepted.</summary>
internal static class Publishing
{
    /// <summary>Publishes ten, at once, so that they are under way together.</summary>
    public static Task FewAsync(INotificationPublisher publisher, string name) => Task.WhenAll(Enumerable.Range(0, 10).Select(async i =>
    {
        var id = i == 5 && name.EndsWith("-poison", StringComparison.Ordinal) ? "poison" : $"{name}-{i}";
        if ((await publisher.PublishAsync(new NotificationEvent { Type = "t", Id = id, Subject = id })).IsAccepted)
            Answers.Write($"accepted {id}");
    }));

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
