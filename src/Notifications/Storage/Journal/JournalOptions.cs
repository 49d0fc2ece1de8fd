namespace Notifications.Storage.Journal;

/// <summary>A journal's options. Read at start.</summary>
public sealed class JournalOptions
{
    internal const int SmallestSegment = 64 * 1024;
    internal const int LargestSegment = 1024 * 1024 * 1024;

    /// <summary>The directory, on a local disk and for one process alone; it is created where it is missing, on Unix for its owner alone (0700, files 0600). Required.</summary>
    public string Path { get; set; } = string.Empty;

    /// <summary>What an accepted event outlives.</summary>
    /// <value>Default: <see cref="JournalDurability.Durable"/>.</value>
    public JournalDurability Durability { get; set; } = JournalDurability.Durable;

    /// <summary>The size of a segment, in bytes. Two segments are written ahead, so that the disk's end is seen before it is reached; a quarter of one, at most 1 MiB, is kept as a reserve.</summary>
    /// <value>Default: 16 MiB. From 64 KiB to 1 GiB.</value>
    public int SegmentSize { get; set; } = 16 * 1024 * 1024;

    /// <summary>Opens a damaged journal with what can still be read. What is missing is logged; the damaged files are kept beside it with the ending <c>.damaged</c>. Set it for one start, after a look at the log.</summary>
    /// <value>Default: false, and the start fails.</value>
    public bool ContinueWithLoss { get; set; }

    /// <summary>How many idempotency keys are remembered. At the bound the ones claimed first are forgotten.</summary>
    /// <value>Default: 100,000. From 0 to 100,000,000.</value>
    public int KeyCapacity { get; set; } = 100_000;
}
