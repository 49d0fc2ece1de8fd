using Notifications.Email.Mime;

namespace Notifications.Email.Smtp;

/// <summary>The body of a DATA command: dots doubled, sent in blocks, each with a time limit of its own.</summary>
internal sealed class SmtpDataStream(SmtpConnection connection, TimeSpan blockTimeout) : WriteOnlyStream
{
    private bool _isLineStart = true;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var taken = connection.PutStuffed(buffer.Span, ref _isLineStart);
            if (taken == buffer.Length)
                return;
            buffer = buffer[taken..];
            connection.Timer.Begin(blockTimeout);
            await connection.FlushAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Puts the line with the single dot.</summary>
    public async ValueTask FinishAsync()
    {
        // Together with the last of the text when there is room for it: one packet less.
        var end = _isLineStart ? 3 : 5;
        if (connection.Room < end)
            await connection.FlushAsync().ConfigureAwait(false);
        connection.Put(_isLineStart ? ".\r\n"u8 : "\r\n.\r\n"u8);
    }
}
