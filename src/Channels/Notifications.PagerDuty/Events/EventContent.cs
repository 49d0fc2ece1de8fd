using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace Notifications.PagerDuty.Events;

/// <summary>The body of one attempt in a rented buffer.</summary>
internal sealed class EventContent : HttpContent, IBufferWriter<byte>
{
    private const int InitialSize = 4096;
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialSize);

    public EventContent() => Headers.ContentType = Json;

    public int Length { get; private set; }

    /// <summary>The body is on its way: from now on PagerDuty may have it.</summary>
    public bool HasLeft { get; private set; }

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
        _buffer = [];
        Length = 0;
        ArrayPool<byte>.Shared.Return(buffer);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasLeft = true;
        return stream.WriteAsync(_buffer, 0, Length, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = Length;
        return true;
    }

    private void Reserve(int sizeHint)
    {
        var needed = Length + Math.Max(sizeHint, 1);
        if (needed <= _buffer.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _buffer.Length * 2));
        _buffer.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
