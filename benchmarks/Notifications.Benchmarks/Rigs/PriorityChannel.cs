namespace Notifications.Benchmarks.Rigs;

/// <summary>A provider that takes a millisecond for what is Low; what is Critical is stamped as it comes.</summary>
internal sealed class PriorityChannel(StampChannel critical, Tally low) : INotificationChannel
{
    private volatile bool _fast;

    /// <summary>Low takes no time any more: what is left drains.</summary>
    public bool Fast
    {
        get => _fast;
        set => _fast = value;
    }

    public async ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        if (message.Priority == Priority.Critical)
            return await critical.SendAsync(message, cancellationToken);
        if (!_fast)
            await Task.Delay(1, cancellationToken);
        low.Add();
        return DeliveryResult.Delivered();
    }
}
