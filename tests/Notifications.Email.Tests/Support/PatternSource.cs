namespace Notifications.Email.Tests.Support;

/// <summary>Opens streams of any length without holding them: the reference is the number of bytes.</summary>
internal sealed class PatternSource(bool isSeekable = true, long? failsAt = null) : IAttachmentSource
{
    public int Opened { get; private set; }

    public ValueTask<Stream?> OpenAsync(string reference, CancellationToken cancellationToken)
    {
        Opened++;
        return new(reference == "gone" ? null : new PatternStream(long.Parse(reference), isSeekable, failsAt));
    }

    private sealed class PatternStream(long length, bool isSeekable, long? failsAt) : Stream
    {
        private long _at;

        public override bool CanRead => true;

        public override bool CanSeek => isSeekable;

        public override bool CanWrite => false;

        public override long Length => isSeekable ? length : throw new NotSupportedException();

        public override long Position { get => _at; set => _at = value; }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (failsAt is { } limit && _at >= limit)
                throw new IOException("The disk is gone");
            var count = (int)Math.Min(Math.Min(buffer.Length, 7_000), length - _at);
            for (var i = 0; i < count; i++)
                buffer[i] = (byte)((_at + i) * 31 >> 3);
            _at += count;
            return count;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
