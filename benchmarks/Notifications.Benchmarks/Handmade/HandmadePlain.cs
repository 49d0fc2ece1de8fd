using Notifications.Benchmarks.Rigs;

namespace Notifications.Benchmarks.Handmade;

/// <summary>The hand-written queue with a no-op send.</summary>
internal sealed class HandmadePlain(Tally tally) : HandmadeQueue<NotificationEvent>
{
    protected override ValueTask SendAsync(NotificationEvent item, CancellationToken cancellationToken)
    {
        tally.Add();
        return ValueTask.CompletedTask;
    }
}
