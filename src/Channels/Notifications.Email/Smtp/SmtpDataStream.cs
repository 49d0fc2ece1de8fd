using Notifications.Email.Mime;

namespace Notifications.Email.Smtp;

/// <summary>
/// The body of a DATA command: dots doubled, sent in blocks, each with a time limit of its own.
/// Meanwhile the server is listened to: one that refuses the mail half-way (552, "too large") and hangs up has said what is to be known, and one that accepts it half-way has not understood.
/// </summary>
internal sealed class SmtpDataStream(SmtpConnection connection, TimeSpan blockTimeout) : WriteOnlyStream
{
    private bool _isLineStart = true;
    private volatile bool _isWhole;
    private Task<SmtpReply>? _listening;

    /// <summary>Listens from now on.</summary>
    public void Begin() => _listening = ListenAsync();

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
    /// <exception cref="IOException">The server does not wait for it.</exception>
    public async ValueTask FinishAsync()
    {
        // Together with the last of the text when there is room for it: one packet less.
        var end = _isLineStart ? 3 : 5;
        if (connection.Room < end)
            await connection.FlushAsync().ConfigureAwait(false);
        if (_listening is { IsCompleted: true })
            throw new IOException("The server answered, or hung up, before the end of the message");
        connection.Put(_isLineStart ? ".\r\n"u8 : "\r\n.\r\n"u8);
    }

    /// <summary>Sends the rest, and reads what the server says of the whole.</summary>
    public async ValueTask<SmtpReply> AskAsync()
    {
        _isWhole = true;
        try
        {
            await connection.FlushAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // Either the server's last word came before, or listening ends as this did.
        }

        return await _listening!.ConfigureAwait(false);
    }

    /// <summary>After sending has failed: what the server said before the mail was whole; null when it said nothing.</summary>
    /// <exception cref="IOException">It hung up without a word, or what it said is no refusal.</exception>
    public async ValueTask<SmtpReply?> FindRefusalAsync()
    {
        if (_isWhole || _listening is not { } listening)
            return null;
        SmtpReply reply;
        try
        {
            reply = await listening.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        return reply.IsRefusal ? reply : throw new SmtpProtocolException("the server answered before the end of the message");
    }

    public override async ValueTask DisposeAsync()
    {
        // The connection's buffer must not go back to the pool while it is read into.
        if (_listening is { IsCompletedSuccessfully: false } listening)
        {
            connection.Timer.End();
            await listening.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<SmtpReply> ListenAsync()
    {
        try
        {
            return await connection.ReadReplyAsync().ConfigureAwait(false);
        }
        finally
        {
            if (!_isWhole)
                connection.Timer.End(); // Nobody reads the rest.
        }
    }
}
