namespace Notifications.Benchmarks.Rigs;

/// <summary>Counts what arrived, and says when all has.</summary>
internal sealed class Tally
{
    private long _count;
    private long _target = long.MaxValue;
    private TaskCompletionSource _reached = new();

    public long Count => Volatile.Read(ref _count);

    public void Add()
    {
        if (Interlocked.Increment(ref _count) == Volatile.Read(ref _target))
            _reached.TrySetResult();
    }

    /// <summary>A task that ends when so many more have arrived. Call it before anything is sent.</summary>
    public Task Expect(long more)
    {
        _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _target, Count + more);
        return _reached.Task;
    }
}
