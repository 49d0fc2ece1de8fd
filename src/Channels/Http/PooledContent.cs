using System.Buffers;
using System.Net;

namespace Notifications.Http;

/// <summary>The body of one attempt in a rented buffer; it knows whether it was on its way.</summary>
internal abstract class PooledContent(int initialSize) : HttpContent, IBufferWriter<byte>
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(initialSize);

    /// <summary>The body is on its way: from now on the other end may have it.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>How many bytes were written.</summary>
    public int Length { get; private set; }

    /// <summary>Where the body begins in what was written.</summary>
    protected int BodyStart { get; set; }

    /// <summary>All that was written.</summary>
    protected ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(Length);
    }

    /// <summary>Gives the buffer back. Only when the answer is there: after a failed call the handler may still read from it.</summary>
    public void Release()
    {
        var buffer = _buffer;
        (_buffer, Length, BodyStart) = ([], 0, 0);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasLeft = true;
        return stream.WriteAsync(_buffer, BodyStart, Length - BodyStart, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = Length - BodyStart;
        return true;
    }

    private void Reserve(int sizeHint)
    {
        var needed = Length + Math.Max(sizeHint, 1);
        if (needed <= _buffer.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _buffer.Length * 2));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
