namespace Notifications.Storage;

/// <summary>A stripe's place in a <see cref="HistoryRing{T}"/>: the rest of the block that it fills.</summary>
internal struct HistoryCursor
{
    /// <summary>The next slot.</summary>
    public int Next;

    /// <summary>The slot behind the block; 0 before the first block.</summary>
    public int End;
}
