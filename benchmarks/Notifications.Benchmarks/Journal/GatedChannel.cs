using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Journal;

/// <summary>A channel that counts, and takes nothing while its gate is closed.</summary>
internal sealed class GatedChannel(Tally tally) : INotificationChannel
{
    private static readonly DeliveryResult Done = DeliveryResult.Delivered();
    private TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _gate.TrySetResult();

    public void Close() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask<DeliveryResult> SendAsync(ChannelMessage message, CancellationToken cancellationToken)
    {
        if (!_gate.Task.IsCompleted)
            await _gate.Task;
        tally.Add();
        return Done;
    }
}
