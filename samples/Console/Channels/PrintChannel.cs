namespace Notifications.Samples.Storm.Channels;

/// <summary>Stands for a pager or a chat: takes everything, and prints a line for it if asked to.</summary>
internal sealed class PrintChannel(TextWriter? output) : INotificationChannel
{
    public ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        if (output is not null)
            output.WriteLine($"{message.Event.Time:HH:mm:ss} {message.Channel,-5} {message.Content.Subject}");
        return ValueTask.FromResult(DeliveryResult.Delivered());
    }
}
