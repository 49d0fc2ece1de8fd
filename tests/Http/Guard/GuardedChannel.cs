namespace Notifications.Tests.Http;

/// <summary>A channel that is tried, and a message that goes where the test wants it.</summary>
internal sealed record GuardedChannel(INotificationChannel Channel, ChannelMessage Message, LogRecorder Logs, IDisposable Host) : IDisposable
{
    public ValueTask<DeliveryResult> SendAsync(CancellationToken? cancellationToken = null) => Channel.SendAsync(Message, cancellationToken ?? TestContext.Current.CancellationToken);

    public void Dispose() => Host.Dispose();
}
