namespace Notifications.Tests.Http;

/// <summary>A channel whose guard is tried, and a message that goes where the test wants it.</summary>
internal sealed record GuardedChannel(INotificationChannel Channel, ChannelMessage Message, LogRecorder Logs, IDisposable Host) : IDisposable
{
    public ValueTask<DeliveryResult> SendAsync() => Channel.SendAsync(Message, TestContext.Current.CancellationToken);

    public void Dispose() => Host.Dispose();
}
