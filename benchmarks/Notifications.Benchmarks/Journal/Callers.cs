namespace Notifications.Benchmarks.Journal;

/// <summary>Callers that each do one thing after the other.</summary>
internal static class Callers
{
    public static Task RunAsync(int callers, int items, Func<int, ValueTask> act)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(CallAsync)));

        async Task CallAsync()
        {
            while (Interlocked.Increment(ref next) is var i && i < items)
                await act(i);
        }
    }
}
