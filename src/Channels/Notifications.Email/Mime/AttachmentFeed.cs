using System.Buffers;

namespace Notifications.Email.Mime;

/// <summary>One attachment on its way out: read in blocks, written as base64. Holds two blocks, however large the file is.</summary>
internal sealed class AttachmentFeed(NotificationAttachment attachment, IAttachmentSource? source) : IAsyncDisposable
{
    private const int BlockLines = 144;
    private const int BlockBytes = BlockLines * Base64Lines.LineBytes;
    private const int EncodedBytes = BlockLines * 78;

    private Stream? _stream;
    private bool _isUsed;

    public NotificationAttachment Attachment { get; } = attachment;

    /// <summary>The encoded length; null when the source does not know the file's.</summary>
    public long? EncodedLength { get; private set; }

    /// <summary>Opens the file, so that what is missing is found before anything is sent.</summary>
    /// <exception cref="AttachmentException">There is no such file, or it cannot be opened now.</exception>
    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        if (Attachment.Reference is not { } reference)
        {
            EncodedLength = Base64Lines.EncodedLength(Attachment.Content.Length);
            return;
        }

        if (source is null)
            throw new AttachmentException("An attachment is given by reference and no IAttachmentSource is registered: register one in the container", isFinal: true);
        try
        {
            _stream = await source.OpenAsync(reference, cancellationToken).ConfigureAwait(false);
            var length = _stream is { CanSeek: true } ? _stream.Length - _stream.Position : -1;
            EncodedLength = length < 0 ? null : Base64Lines.EncodedLength(length);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new AttachmentException($"The attachment source failed to open an attachment ({e.GetType().Name})", isFinal: false, e);
        }

        if (_stream is null)
            throw new AttachmentException("An attachment does not exist any more", isFinal: true);
    }

    /// <summary>Writes the whole file. May be called again: the file is read anew.</summary>
    public async ValueTask WriteAsync(Stream destination, CancellationToken cancellationToken)
    {
        if (_isUsed)
            await RewindAsync(cancellationToken).ConfigureAwait(false);
        _isUsed = true;
        var encoded = ArrayPool<byte>.Shared.Rent(EncodedBytes);
        try
        {
            if (_stream is null)
                await WriteBytesAsync(destination, encoded, cancellationToken).ConfigureAwait(false);
            else
                await WriteStreamAsync(_stream, destination, encoded, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(encoded);
        }
    }

    /// <summary>Closes the file. That one cannot be closed changes nothing in what became of the mail.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stream is not { } stream)
            return;
        _stream = null;
        try
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The stream is the host's; whatever it throws, the server's answer stands.
        catch (Exception)
#pragma warning restore CA1031
        {
            // It was read as far as it was needed.
        }
    }

    private async ValueTask WriteBytesAsync(Stream destination, byte[] encoded, CancellationToken cancellationToken)
    {
        for (var at = 0; at < Attachment.Content.Length; at += BlockBytes)
        {
            var block = Attachment.Content.Slice(at, Math.Min(BlockBytes, Attachment.Content.Length - at));
            var length = Base64Lines.Encode(block.Span, encoded, isFirst: at == 0);
            await destination.WriteAsync(encoded.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask WriteStreamAsync(Stream stream, Stream destination, byte[] encoded, CancellationToken cancellationToken)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            var total = 0L;
            while (true)
            {
                var count = await ReadBlockAsync(stream, block, cancellationToken).ConfigureAwait(false);
                var length = Base64Lines.Encode(block.AsSpan(0, count), encoded, isFirst: total == 0);
                total += length;
                if (EncodedLength is { } expected && total > expected)
                    throw new AttachmentException("An attachment grew while it was read", isFinal: false);
                await destination.WriteAsync(encoded.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
                if (count < BlockBytes)
                    break;
            }

            if (EncodedLength is { } promised && total < promised)
                throw new AttachmentException("An attachment ended before its length", isFinal: false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static async ValueTask<int> ReadBlockAsync(Stream stream, byte[] block, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAtLeastAsync(block.AsMemory(0, BlockBytes), BlockBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            throw new AttachmentException("An attachment could not be read in the time allowed", isFinal: false, e);
        }
        catch (Exception e)
        {
            throw new AttachmentException($"An attachment could not be read to its end ({e.GetType().Name})", isFinal: false, e);
        }
    }

    private async ValueTask RewindAsync(CancellationToken cancellationToken)
    {
        if (_stream is null)
            return;
        await DisposeAsync().ConfigureAwait(false);
        await OpenAsync(cancellationToken).ConfigureAwait(false);
    }
}
