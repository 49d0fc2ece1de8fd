namespace Notifications.Dispatch;

/// <summary>What is known of a provider's health. Immutable; <see cref="BreakerRule"/> makes the next one.</summary>
/// <param name="Failures">Failures in a row.</param>
/// <param name="OpenUntilTicks">The provider rests until then; 0 when the circuit is closed.</param>
/// <param name="LastFailureTicks">When it failed last.</param>
internal readonly record struct BreakerState(int Failures, long OpenUntilTicks, long LastFailureTicks)
{
    /// <summary>Not closed: resting, or probed by a single send.</summary>
    public bool IsOpen => OpenUntilTicks != 0;

    public bool IsResting(long nowTicks) => nowTicks < OpenUntilTicks;
}
