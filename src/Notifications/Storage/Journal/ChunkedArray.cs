namespace Notifications.Storage.Journal;

/// <summary>Values by position, which grows without moving what is there.</summary>
/// <typeparam name="T">The values.</typeparam>
internal sealed class ChunkedArray<T>
    where T : struct
{
    private const int ChunkBits = 13;
    private const int ChunkSize = 1 << ChunkBits;
    private T[][] _chunks = new T[4][];
    private int _count;

    public int Length { get; private set; }

    /// <param name="position">Less than <see cref="Length"/>.</param>
    public ref T this[int position] => ref _chunks[position >> ChunkBits][position & (ChunkSize - 1)];

    /// <summary>Sees to it that a position is there.</summary>
    public void Extend(int position)
    {
        if (position < Length)
            return;
        Length = position + 1;
        while (_count * ChunkSize < Length)
        {
            if (_count == _chunks.Length)
                Array.Resize(ref _chunks, _count * 2);
            _chunks[_count++] = new T[ChunkSize];
        }
    }
}
