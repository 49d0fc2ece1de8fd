namespace Notifications.Timing;

/// <summary>Waits for a time, and is seen as waiting until that has come and not a moment longer: who lets time pass must not run ahead of what is due.</summary>
internal static class SeenWait
{
    /// <summary>Waits.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="delay">How long.</param>
    /// <param name="waits">Called when the time is set.</param>
    /// <param name="isDue">Called by the clock when it has come, before anything else can look.</param>
    public static async ValueTask UntilAsync(TimeProvider clock, TimeSpan delay, Action waits, Action isDue)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var timer = clock.CreateTimer(
            _ =>
            {
                isDue();
                over.SetResult();
            },
            null,
            delay,
            Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
        {
            waits();
            await over.Task.ConfigureAwait(false);
        }
    }
}
