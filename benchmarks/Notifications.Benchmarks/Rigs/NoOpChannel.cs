namespace Notifications.Benchmarks.Rigs;

/// <summary>A channel that only counts.</summary>
internal sealed class NoOpChannel(Tally tally) : INotificationChannel
{
    private static readonly DeliveryResult Done = DeliveryResult.Delivered();

    public ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        tally.Add();
        return new(Done);
    }
}
