using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Text;

namespace Notifications.Webhooks;

/// <summary>The body of one attempt in a rented buffer, behind the bytes that are signed with it: <c>id.timestamp.body</c> lies in one piece.</summary>
internal sealed class WebhookContent : HttpContent, IBufferWriter<byte>
{
    private const int InitialSize = 2048;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int _length;
    private int _bodyStart;

    /// <summary>The body is on its way: from now on the receiver may have it.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>What is signed.</summary>
    public ReadOnlySpan<byte> SignedContent => _buffer.AsSpan(0, _length);

    /// <summary>Writes what stands before the body in the signed content.</summary>
    public void WritePrefix(string id, long timestamp)
    {
        Encoding.UTF8.GetBytes(id, this);
        var span = GetSpan(22);
        span[0] = (byte)'.';
        Utf8Formatter.TryFormat(timestamp, span[1..], out var written);
        span[written + 1] = (byte)'.';
        Advance(written + 2);
        _bodyStart = _length;
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_length);
    }

    /// <summary>Gives the buffer back. Only when the answer is there: after a failed call the handler may still read from it.</summary>
    public void Release()
    {
        var buffer = _buffer;
        _buffer = [];
        _length = 0;
        ArrayPool<byte>.Shared.Return(buffer);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasLeft = true;
        return stream.WriteAsync(_buffer, _bodyStart, _length - _bodyStart, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length - _bodyStart;
        return true;
    }

    private void Reserve(int sizeHint)
    {
        var needed = _length + Math.Max(sizeHint, 1);
        if (needed <= _buffer.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _buffer.Length * 2));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
