namespace Notifications.Timing;

/// <summary>Chunks that are not in use: a bounded stack, so that a wheel in steady state allocates nothing.</summary>
internal sealed class TimerChunkPool
{
    private const int MaxKept = 2048;
    private TimerChunk? _top;
    private int _kept;

    /// <summary>Takes an empty chunk.</summary>
    /// <returns>The chunk.</returns>
    public TimerChunk Rent()
    {
        if (_top is not { } chunk)
            return new TimerChunk();
        _top = chunk.Next;
        chunk.Next = null;
        _kept--;
        return chunk;
    }

    /// <summary>Takes a chunk back.</summary>
    /// <param name="chunk">The chunk; its entries are forgotten.</param>
    public void Return(TimerChunk chunk)
    {
        if (_kept == MaxKept)
            return;
        Array.Clear(chunk.Entries, 0, chunk.Count);
        chunk.Count = 0;
        chunk.Next = _top;
        _top = chunk;
        _kept++;
    }
}
