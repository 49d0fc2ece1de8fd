namespace Notifications.Benchmarks.Rigs;

/// <summary>A channel whose sends end only when it is released.</summary>
internal sealed class HangingChannel : INotificationChannel
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _released.TrySetResult();

    public async ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        await _released.Task.WaitAsync(cancellationToken);
        return DeliveryResult.Delivered();
    }
}
