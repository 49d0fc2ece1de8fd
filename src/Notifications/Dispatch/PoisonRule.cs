namespace Notifications.Dispatch;

/// <summary>
/// A message that ends the process would end every next one. What a process finds in its store is stored as begun before it begins, so that the next process knows what was under way;
/// what was, is then tried one after the other, and given up when a process has ended in it as often as may be. Pure.
/// </summary>
internal static class PoisonRule
{
    /// <summary>Between the beginnings of two that were under way: long enough for most sends to be over, so that the one that ends the process is alone.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(250);

    /// <summary>All of them have begun within this, so that after many kills nobody waits for long; then they are nearer to each other.</summary>
    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(15);

    /// <summary>For one that was under way at two ends or more: all else has this time before it.</summary>
    private static readonly TimeSpan Respite = TimeSpan.FromSeconds(5);

    /// <summary>Whether it is given up without another attempt.</summary>
    public static bool IsPoison(int interruptions, int limit) => interruptions >= limit;

    /// <summary>When one that was under way has its next turn.</summary>
    /// <param name="interruptions">How often a process ended in it.</param>
    /// <param name="position">How many of them come before it: those that were under way more often come later.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="limit">How often a process may end in it.</param>
    /// <param name="nowTicks">When the process starts.</param>
    /// <returns>The instant, or 0 for at once.</returns>
    public static long DueTicks(int interruptions, int position, int count, int limit, long nowTicks)
    {
        var apart = Math.Min(Apart.Ticks, Spread.Ticks / Math.Max(1, count));
        var wait = TimeSpan.FromTicks(apart * position) + (interruptions > 1 ? Respite : TimeSpan.Zero);
        return wait == TimeSpan.Zero || IsPoison(interruptions, limit) ? 0 : nowTicks + wait.Ticks;
    }
}
