using Microsoft.Extensions.Logging;

namespace Notifications.Tests.Channels;

public class LogChannelTests
{
    [Theory]
    [InlineData(Severity.Critical, NotificationStatus.Firing, LogLevel.Critical)]
    [InlineData(Severity.High, NotificationStatus.None, LogLevel.Error)]
    [InlineData(Severity.Medium, NotificationStatus.Acknowledged, LogLevel.Warning)]
    [InlineData(Severity.Low, NotificationStatus.None, LogLevel.Information)]
    [InlineData(Severity.Info, NotificationStatus.None, LogLevel.Information)]
    [InlineData(Severity.Critical, NotificationStatus.Resolved, LogLevel.Information)]
    public async Task SendAsync_Severity_ChoosesTheLevel(Severity severity, NotificationStatus status, LogLevel expected)
    {
        var logger = new RecordingLogger(LogLevel.Trace);
        await Send(logger, severity, status);
        logger.Lines.ShouldHaveSingleItem().Level.ShouldBe(expected);
    }

    [Fact]
    public async Task SendAsync_Message_IsOneLineWithoutItsDestination()
    {
        var logger = new RecordingLogger(LogLevel.Trace);
        (await Send(logger, Severity.High, NotificationStatus.Firing)).Kind.ShouldBe(DeliveryResultKind.Delivered);
        var (_, id, text) = logger.Lines.ShouldHaveSingleItem();
        id.Id.ShouldBe(1100);
        text.ShouldStartWith("Disk full (disk.full, severity High, status Firing, channel log, delivery ");
        text.ShouldEndWith("one␊two");
        text.ShouldNotContain("ops@acme.com");
    }

    [Fact]
    public async Task SendAsync_LevelIsOff_SaysSo()
    {
        var logger = new RecordingLogger(LogLevel.Critical);
        var result = await Send(logger, Severity.High, NotificationStatus.Firing);
        result.Rejection.ShouldBe(RejectionKind.Configuration);
        result.Reason!.ShouldContain("the level Error");
    }

    private static ValueTask<DeliveryResult> Send(ILogger logger, Severity severity, NotificationStatus status) => new LogChannel(logger).SendAsync(
        new ChannelMessage
        {
            Channel = "log",
            Destination = "ops@acme.com",
            Status = status,
            Event = new NotificationEvent { Type = "disk.full", Severity = severity },
            Content = new NotificationContent { Subject = "Disk full", Text = "one\ntwo\n" },
        },
        TestContext.Current.CancellationToken);
}
