using Notifications.Email.Dkim;
using Notifications.Email.Mime;

namespace Notifications.Email;

/// <summary>A mail that is ready to go: its envelope, and its bytes (RFC 5322) as often as they are asked for. Valid until <see cref="IEmailTransport.SendAsync"/> returns.</summary>
public sealed class EmailMessage
{
    private readonly MimeBuffer _written;
    private readonly IReadOnlyList<AttachmentPlace> _attachments;
    private readonly long _limit;
    private byte[] _signature = [];

    internal EmailMessage(EmailEnvelope envelope, string messageId, MimeBuffer written, IReadOnlyList<AttachmentPlace> attachments, long limit)
    {
        (Envelope, MessageId, _written, _attachments, _limit) = (envelope, messageId, written, attachments, limit);
        Size = written.Length;
        foreach (var place in attachments)
            Size += place.Feed.EncodedLength;
    }

    /// <summary>Who sends it and who gets it.</summary>
    public EmailEnvelope Envelope { get; }

    /// <summary>When the attempt has to be over.</summary>
    internal DateTimeOffset Deadline { get; set; } = DateTimeOffset.MaxValue;

    /// <summary>Its Message-ID with angle brackets: the same for all attempts.</summary>
    public string MessageId { get; }

    /// <summary>How many bytes <see cref="WriteToAsync"/> will write; null when an attachment's source does not know its length.</summary>
    public long? Size { get; private set; }

    /// <summary>Writes the whole message: lines end in CRLF, are at most 998 characters long, and are ASCII unless all recipients, the sender or who is to be answered need otherwise (<see cref="EmailEnvelope.NeedsUtf8"/>). Dots are not doubled.</summary>
    /// <param name="destination">Where to; gets blocks of at most 64 KiB beside the texts.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>When all is written.</returns>
    /// <exception cref="Exception">An attachment could not be read; then the message must not be finished.</exception>
    public async ValueTask WriteToAsync(Stream destination, CancellationToken cancellationToken)
    {
        if (_signature.Length > 0)
            await destination.WriteAsync(_signature, cancellationToken).ConfigureAwait(false);
        await WriteUnsignedAsync(destination, cancellationToken).ConfigureAwait(false);
    }

    internal async ValueTask SignAsync(DkimSigner signer, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var body = new RelaxedBodyHash(_written.WrittenSpan.IndexOf("\r\n\r\n"u8) + 4);
        await using (body.ConfigureAwait(false))
        {
            await WriteUnsignedAsync(body, cancellationToken).ConfigureAwait(false);
            _signature = signer.Sign(_written.WrittenSpan, body.Finish(), time);
            Size += _signature.Length;
        }
    }

    internal async ValueTask CloseAsync()
    {
        _written.Dispose();
        foreach (var place in _attachments)
            await place.Feed.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask WriteUnsignedAsync(Stream destination, CancellationToken cancellationToken)
    {
        if (_attachments.Count == 0)
        {
            await destination.WriteAsync(_written.Written, cancellationToken).ConfigureAwait(false);
            return;
        }

        var bounded = Size is null ? new BoundedStream(destination, _limit) : destination;
        var at = 0;
        foreach (var place in _attachments)
        {
            await bounded.WriteAsync(_written.Written[at..place.Offset], cancellationToken).ConfigureAwait(false);
            await place.Feed.WriteAsync(bounded, cancellationToken).ConfigureAwait(false);
            at = place.Offset;
        }

        await bounded.WriteAsync(_written.Written[at..], cancellationToken).ConfigureAwait(false);
    }
}
