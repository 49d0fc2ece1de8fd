namespace Notifications.Storage;

/// <summary>A stripe's place in a <see cref="HistoryRing{T}"/>: the rest of the block that it fills.</summary>
internal struct HistoryCursor
{
    /// <summary>The next slot.</summary>
    public int Next;

    /// <summary>The slot behind the block; 0 before the first block.</summary>
    public int End;

    /// <summary>How many bytes the block holds so far.</summary>
    public long Bytes;

    /// <summary>The number of the content that was counted last; 0 for none in this block.</summary>
    public long Content;
}
