namespace Notifications.Tests;

/// <summary>Measures what an action allocates on this thread: the least of several runs, since the runtime itself may allocate in one of them.</summary>
internal static class Allocated
{
    public static long By(Action action)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
