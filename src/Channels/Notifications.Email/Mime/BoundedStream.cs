namespace Notifications.Email.Mime;

/// <summary>Ends a message that grows beyond its limit, when nobody could know its size before.</summary>
internal sealed class BoundedStream(Stream destination, long limit) : WriteOnlyStream
{
    private long _left = limit;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _left -= buffer.Length;
        return _left < 0
            ? throw new AttachmentException("The attachments make the message larger than MaxMessageBytes", isFinal: true)
            : destination.WriteAsync(buffer, cancellationToken);
    }
}
