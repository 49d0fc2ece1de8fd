using System.Globalization;
using Notifications.Email.Mime;

namespace Notifications.Email.Smtp;

/// <summary>
/// One mail over one connection (RFC 5321, section 3.3), with as few round trips as the server allows.
/// When the server takes only so many recipients at a time, the others get it in transactions of their own.
/// </summary>
internal sealed class SmtpTransaction(SmtpConnection connection, EmailMessage message, EmailOptions options)
{
    /// <summary>Bad sequence of commands.</summary>
    private const int OutOfStep = 503;

    private readonly RecipientLedger _recipients = new(message.Envelope);

    /// <summary>The server has said something to it: the connection is alive.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>The end of the message is on its way: the server may have it.</summary>
    public bool IsInDoubt { get; private set; }

    /// <summary>The server was in the middle of something else when it was told of the mail: the connection is spoilt, whatever spoilt it, and nothing was sent.</summary>
    public bool IsOutOfStep { get; private set; }

    /// <summary>The connection can carry another mail.</summary>
    public bool IsClean { get; private set; }

    /// <summary>Makes the attempt.</summary>
    public async ValueTask<DeliveryResult> RunAsync()
    {
        if (connection.HasUnread)
            throw new SmtpProtocolException("the server answered what it was not asked");
        if ((Utf8Rule.Check(message.Envelope, connection.Capabilities, options.Host) ?? CheckSize()) is { } impossible)
        {
            (IsAnswered, IsClean) = (true, true);
            return impossible;
        }

        if (!connection.Capabilities.TakesUtf8 && _recipients.NeedsUtf8)
            _recipients.LeaveOutInternational(options.Host);
        var result = await SendAsync().ConfigureAwait(false);
        while (result.Kind == DeliveryResultKind.Accepted && IsClean && _recipients.TryGoOn())
            await SendToMoreAsync().ConfigureAwait(false);
        return _recipients.Conclude(result);
    }

    // Some have it: whatever happens now, the attempt is no failure, and must not be made again for them.
    private async ValueTask SendToMoreAsync()
    {
        try
        {
            var result = await SendAsync().ConfigureAwait(false);
            if (result.Kind != DeliveryResultKind.Accepted)
                _recipients.Fail(result.Reason!, result.Kind == DeliveryResultKind.Rejected ? RecipientFailureKind.Refused : RecipientFailureKind.Deferred);
        }
        catch (Exception e) when (FailureRule.IsExpected(e))
        {
            _recipients.Fail(FailureRule.ForDialogue(e, IsInDoubt, options.Host, connection.Timer.IsEnded).Reason!, IsInDoubt ? RecipientFailureKind.InDoubt : RecipientFailureKind.Deferred);
            (IsClean, IsInDoubt) = (false, false);
        }
    }

    private async ValueTask<DeliveryResult> SendAsync()
    {
        IsClean = false;
        if (connection.MustReset)
            await ResetAsync().ConfigureAwait(false);
        var pipelines = connection.Capabilities.HasPipelining;

        // With several recipients DATA waits for their replies: it cannot be taken back.
        var isOneFlight = pipelines && _recipients.Current.Count == 1;
        PutSender();
        if (pipelines)
        {
            for (var i = 0; i < _recipients.Current.Count; i++)
                PutRecipient(_recipients.Current[i]);
            if (isOneFlight)
                connection.Put("DATA\r\n"u8);
        }

        var sender = await AskAsync().ConfigureAwait(false);
        IsOutOfStep = sender.Code == OutOfStep;
        return pipelines || sender.IsOk
            ? await AddressAsync(sender, isOneFlight).ConfigureAwait(false)
            : End(ReplyRule.ForSender(sender), sender);
    }

    private DeliveryResult? CheckSize()
    {
        var max = connection.Capabilities.MaxSize;
        return max > 0 && message.Size > max
            ? DeliveryResult.Rejected(RejectionKind.Content, $"The message has {message.Size} bytes, {options.Host} takes {max}")
            : null;
    }

    private async ValueTask<DeliveryResult> AddressAsync(SmtpReply sender, bool isDataSent)
    {
        var pipelines = connection.Capabilities.HasPipelining;
        var last = sender;
        for (var i = 0; i < _recipients.Current.Count && !last.IsClosing; i++)
        {
            if (!pipelines)
                PutRecipient(_recipients.Current[i]);
            last = pipelines ? await ReadAsync().ConfigureAwait(false) : await AskAsync().ConfigureAwait(false);
            if (sender.IsOk && !last.IsClosing)
                _recipients.Answer(last);
        }

        var data = isDataSent && !last.IsClosing ? await ReadAsync().ConfigureAwait(false) : default;
        if (_recipients.IsWorthSending && sender.IsOk && !last.IsClosing)
            return await DataAsync(data).ConfigureAwait(false);

        // A server that waits for the message although nobody shall get it must not get an empty one.
        var result = sender.IsOk ? _recipients.Refusal(last) : ReplyRule.ForSender(sender);
        return data.Code == 354 ? result : End(result, last);
    }

    private async ValueTask<DeliveryResult> DataAsync(SmtpReply data)
    {
        if (data.Code == 0)
        {
            connection.Put("DATA\r\n"u8);
            data = await AskAsync().ConfigureAwait(false);
        }

        if (data.Code != 354)
            return End(ReplyRule.ForMessage(data), data);
        var body = new SmtpDataStream(connection, options.CommandTimeout);
        await using (body.ConfigureAwait(false))
        {
            if (await SendAsync(body).ConfigureAwait(false) is { } refusal)
                return ReplyRule.ForMessage(refusal);
            connection.Timer.Begin(options.CompletionTimeout);
            IsInDoubt = true;
            var reply = await body.AskAsync().ConfigureAwait(false);
            IsInDoubt = false;
            connection.Messages++;
            IsClean = !reply.IsClosing;

            // Some servers, Postfix among them, keep the transaction of a message that they refused behind the dot.
            connection.MustReset = !reply.IsOk;
            return reply.IsOk ? DeliveryResult.Accepted(message.MessageId) : ReplyRule.ForMessage(reply);
        }
    }

    /// <summary>Sends all but the last block, with the dot in it; until then the message is not whole, whatever happens. Returns what the server said to refuse it half-way.</summary>
    private async ValueTask<SmtpReply?> SendAsync(SmtpDataStream body)
    {
        try
        {
            body.Begin();
            await message.WriteToAsync(body, connection.Timer.Token).ConfigureAwait(false);
            connection.Timer.Begin(options.CommandTimeout);
            await body.FinishAsync().ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException || (e is AttachmentException && connection.Timer.HasFired))
        {
            if (await body.FindRefusalAsync().ConfigureAwait(false) is { } refusal)
                return refusal;
            throw;
        }
    }

    private async ValueTask ResetAsync()
    {
        connection.Put("RSET\r\n"u8);
        if (!(await AskAsync().ConfigureAwait(false)).IsOk)
            throw new SmtpProtocolException("the server refused RSET");
        connection.MustReset = false;
    }

    private async ValueTask<SmtpReply> AskAsync()
    {
        connection.Timer.Begin(options.CommandTimeout);
        var reply = await connection.AskAsync().ConfigureAwait(false);
        IsAnswered |= !reply.IsClosing;
        return reply;
    }

    // Each answer has its own time (RFC 5321, section 4.5.3.2), also those to commands that were sent together.
    private ValueTask<SmtpReply> ReadAsync()
    {
        connection.Timer.Begin(options.CommandTimeout);
        return connection.ReadReplyAsync();
    }

    private void PutSender()
    {
        connection.Put("MAIL FROM:<"u8);
        connection.Put(message.Envelope.Sender.Mailbox);
        connection.Put(">"u8);
        if (connection.Capabilities.HasSize && message.Size is { } size)
        {
            Span<char> digits = stackalloc char[20];
            size.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
            connection.Put(" SIZE="u8);
            connection.Put(digits[..length]);
        }

        connection.Put(message.Envelope.Utf8Cause is not null || _recipients.NeedsUtf8 ? " BODY=8BITMIME SMTPUTF8\r\n"u8 : "\r\n"u8);
    }

    private void PutRecipient(EmailAddress recipient)
    {
        connection.Put("RCPT TO:<"u8);
        connection.Put(recipient.Mailbox);
        connection.Put(">\r\n"u8);
    }

    private DeliveryResult End(DeliveryResult result, SmtpReply last)
    {
        IsClean = !last.IsClosing;
        connection.MustReset = true;
        return result;
    }
}
