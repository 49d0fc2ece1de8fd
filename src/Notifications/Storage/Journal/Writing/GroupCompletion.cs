namespace Notifications.Storage.Journal.Writing;

/// <summary>Answers the callers of a group. The writer asks the thread pool once and goes on; a pool thread then hands out the answers from its own queue, where others that are idle take their share.</summary>
internal sealed class GroupCompletion : IThreadPoolWorkItem
{
    private const int MostSpare = 8;
    private static readonly SparePool<GroupCompletion> Spares = new(MostSpare);
    private readonly List<CommitRequest> _requests = [];

    public static void Queue(ReadOnlySpan<CommitRequest> requests)
    {
        if (!Spares.TryTake(out var completion))
            completion = new GroupCompletion();
        completion._requests.AddRange(requests);
        ThreadPool.UnsafeQueueUserWorkItem(completion, preferLocal: false);
    }

    public void Execute()
    {
        // Each is an item of its own: whoever waits behind an answer may block its thread.
        foreach (var request in _requests)
            ThreadPool.UnsafeQueueUserWorkItem(request, preferLocal: true);
        _requests.Clear();
        Spares.Give(this);
    }
}
