namespace Notifications.Tests.Channels;

public class ConsoleChannelTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(1));

    private static ChannelMessage Message { get; } = new()
    {
        DeliveryId = new NotificationId(7, Time),
        Channel = "console",
        Event = new NotificationEvent { Type = "disk.full", Time = Time, Severity = Severity.High },
        Content = new NotificationContent { Subject = "Disk full", Text = "Type: disk.full\nHost: db-1\n" },
    };

    [Fact]
    public async Task SendAsync_Message_IsALineAndItsText()
    {
        var writer = new RecordingWriter();
        using var channel = new ConsoleChannel(writer);
        await channel.SendAsync(Message, TestContext.Current.CancellationToken);
        writer.Writes.ShouldBe(["2026-11-21 09:00:00Z High console: Disk full\n    Type: disk.full\n    Host: db-1\n"]);
    }

    [Fact]
    public async Task SendAsync_AllParts_AreOnTheLine()
    {
        var writer = new RecordingWriter();
        using var channel = new ConsoleChannel(writer);
        var message = Message with
        {
            Destination = "#ops\n",
            Status = NotificationStatus.Resolved,
            Aggregate = new AggregateSummary { Count = 12, First = Time, Last = Time },
            Content = new NotificationContent { Subject = "Same", Text = "Same" },
        };
        await channel.SendAsync(message, TestContext.Current.CancellationToken);
        writer.Writes.ShouldBe(["2026-11-21 09:00:00Z High Resolved console → #ops␊: Same (stands for 12)\n"]);
    }

    [Fact]
    public async Task SendAsync_AfterTheEnd_WritesNothing()
    {
        var writer = new RecordingWriter();
        var channel = new ConsoleChannel(writer);
        channel.Dispose();
        (await channel.SendAsync(Message, TestContext.Current.CancellationToken)).Kind.ShouldBe(DeliveryResultKind.Retry);
        writer.Writes.ShouldBeEmpty();
    }

    [Fact]
    public async Task SendAsync_BehindAWriteThatHangs_GivesUpWithItsToken()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var end = new TaskCompletionSource();
        var writer = new RecordingWriter
        {
            BeforeWrite = () =>
            {
                reached.TrySetResult();
                end.Task.Wait();
            },
        };
        using var channel = new ConsoleChannel(writer);
        var first = channel.SendAsync(Message, CancellationToken.None).AsTask();
        await reached.Task;
        using var cancellation = new CancellationTokenSource();
        var second = channel.SendAsync(Message, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        (await second).Kind.ShouldBe(DeliveryResultKind.Retry);
        end.SetResult();
        (await first).Kind.ShouldBe(DeliveryResultKind.Delivered);
        writer.Writes.Length.ShouldBe(1);
    }
}
