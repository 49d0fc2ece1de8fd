namespace Notifications.Dispatch;

/// <summary>Wakes publishers that wait for room. Costs a read while nobody waits.</summary>
internal sealed class RoomSignal
{
    private readonly Lock _sync = new();
    private TaskCompletionSource? _next;

    /// <summary>A task that ends when room was freed after this call. Check again, then wait.</summary>
    public Task NextAsync()
    {
        lock (_sync)
            return (_next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    public void Freed()
    {
        if (Volatile.Read(ref _next) is null)
            return;
        TaskCompletionSource? waiting;
        lock (_sync)
        {
            waiting = _next;
            _next = null;
        }

        waiting?.TrySetResult();
    }
}
