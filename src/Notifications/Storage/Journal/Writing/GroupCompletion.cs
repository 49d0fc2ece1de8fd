namespace Notifications.Storage.Journal.Writing;

/// <summary>Answers the callers of a group. The writer asks the thread pool once and goes on; pool threads then take one answer after the other, as many threads as are idle.</summary>
internal sealed class GroupCompletion : IThreadPoolWorkItem
{
    private const int MostSpare = 8;
    private static readonly SparePool<GroupCompletion> Spares = new(MostSpare);
    private readonly List<CommitRequest> _requests = [];
    private int _taken;
    private int _users;
    private int _isQueued;

    public static void Queue(ReadOnlySpan<CommitRequest> requests)
    {
        if (!Spares.TryTake(out var completion))
            completion = new GroupCompletion();
        completion._requests.AddRange(requests);
        (completion._taken, completion._users, completion._isQueued) = (0, 1, 1);
        ThreadPool.UnsafeQueueUserWorkItem(completion, preferLocal: false);
    }

    public void Execute()
    {
        Volatile.Write(ref _isQueued, 0);
        while (Interlocked.Increment(ref _taken) is var taken && taken <= _requests.Count)
        {
            // Whoever waits behind an answer may block its thread: while there are more, somebody else is on the way.
            if (taken < _requests.Count && Volatile.Read(ref _isQueued) == 0 && Interlocked.Exchange(ref _isQueued, 1) == 0)
            {
                Interlocked.Increment(ref _users);
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
            }

            _requests[taken - 1].Execute();
        }

        if (Interlocked.Decrement(ref _users) != 0)
            return;
        _requests.Clear();
        Spares.Give(this);
    }
}
