namespace Notifications.Email.Tests.Support;

/// <summary>Opens streams that behave as those of networks and stores do on a bad day: the reference is the number of bytes.</summary>
internal sealed class AwkwardSource : IAttachmentSource
{
    private int _closed;

    public bool CannotClose { get; init; }

    public bool LengthThrows { get; init; }

    public long? LengthSays { get; init; }

    public long? HangsAt { get; init; }

    public int Closed => _closed;

    public ValueTask<Stream?> OpenAsync(string reference, CancellationToken cancellationToken) => new(new AwkwardStream(this, int.Parse(reference)));

    private sealed class AwkwardStream(AwkwardSource source, int length) : MemoryStream(new byte[length])
    {
        private bool _isClosed;

        public override long Length => source.LengthThrows ? throw new IOException("No length today") : source.LengthSays ?? base.Length;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position >= source.HangsAt)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            return Read(buffer.Span);
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (_isClosed)
                return;
            _isClosed = true;
            Interlocked.Increment(ref source._closed);
            if (source.CannotClose)
                throw new IOException("Cannot be closed");
        }
    }
}
