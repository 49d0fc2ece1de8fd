using System.Buffers;

namespace Notifications.Storage.Journal.Writing;

/// <summary>Bytes that grow at their end and are used again.</summary>
/// <param name="largestKept">A larger array than this is not kept for the next use.</param>
internal sealed class RequestBuffer(int largestKept = 64 * 1024) : IBufferWriter<byte>
{
    private const int Smallest = 1024;
    private byte[] _bytes = new byte[Smallest];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>A part that was written and is changed afterwards.</summary>
    public Span<byte> From(int start) => _bytes.AsSpan(start, Length - start);

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Length);
    }

    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > largestKept)
            _bytes = new byte[Smallest];
    }

    private void Reserve(int size)
    {
        if (_bytes.Length - Length < Math.Max(size, 1))
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + size));
    }
}
