namespace Notifications.Timing;

/// <summary>Some entries of a slot.</summary>
internal sealed class TimerChunk
{
    /// <summary>How many entries fit: enough that links and unfilled places cost little, few enough that a nearly empty slot is small.</summary>
    internal const int Capacity = 32;

    /// <summary>The entries, the first <see cref="Count"/> of them in use.</summary>
    public TimerEntry[] Entries { get; } = new TimerEntry[Capacity];

    /// <summary>How many are in use.</summary>
    public int Count { get; set; }

    /// <summary>The next chunk of the slot, or of the pool.</summary>
    public TimerChunk? Next { get; set; }

    /// <summary>The entries in use.</summary>
    public ReadOnlySpan<TimerEntry> Used => Entries.AsSpan(0, Count);
}
