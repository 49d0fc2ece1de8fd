using Notifications.Storage;

namespace Notifications.Timing;

/// <summary>A record that waits in a <see cref="TimerWheel"/>. It carries its own due time, so that moving it does not touch the record.</summary>
/// <param name="DueTicks">When, in UTC ticks.</param>
/// <param name="Sequence">The order of scheduling.</param>
/// <param name="Record">What is due.</param>
internal readonly record struct TimerEntry(long DueTicks, long Sequence, StoreRecord Record) : IComparable<TimerEntry>
{
    /// <summary>A record that was scheduled anew, or is over, has another due time by now.</summary>
    public bool IsStale => Record.DueTicks != DueTicks;

    /// <inheritdoc/>
    public int CompareTo(TimerEntry other) => DueTicks != other.DueTicks ? DueTicks.CompareTo(other.DueTicks) : Sequence.CompareTo(other.Sequence);
}
