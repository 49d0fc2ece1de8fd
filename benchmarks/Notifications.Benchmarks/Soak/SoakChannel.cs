namespace Notifications.Benchmarks.Soak;

/// <summary>Answers as a real provider would over a long day: most sends succeed at once, some after a wait, some fail for now.</summary>
internal sealed class SoakChannel : INotificationChannel
{
    private long _sends;

    public long Sends => Volatile.Read(ref _sends);

    public async ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _sends);
        if (number % 1_000 == 0)
            await Task.Delay(5, cancellationToken).ConfigureAwait(false);
        return number % 500 == 0 ? DeliveryResult.Retry("for now") : DeliveryResult.Delivered();
    }
}
