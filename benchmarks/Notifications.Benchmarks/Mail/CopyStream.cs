namespace Notifications.Benchmarks.Mail;

/// <summary>Copies what it gets into a buffer of 32 KiB, again and again: what any transport has to do with it at least once.</summary>
internal sealed class CopyStream : Stream
{
    // For more than this the C library takes an instruction that on some processors is thirty times slower at unlucky addresses: either side of a ratio could meet them.
    private const int Piece = 2 * 1024;
    private readonly byte[] _buffer = new byte[32 * 1024];
    private int _at;

    public long Total { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Total;

    public override long Position { get => Total; set => throw new NotSupportedException(); }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return default;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Total += buffer.Length;
        while (buffer.Length > 0)
        {
            var count = Math.Min(Math.Min(Piece, buffer.Length), _buffer.Length - _at);
            buffer[..count].CopyTo(_buffer.AsSpan(_at));
            buffer = buffer[count..];
            _at = _at + count == _buffer.Length ? 0 : _at + count;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
